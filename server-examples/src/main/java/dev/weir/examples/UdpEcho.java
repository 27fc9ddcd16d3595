package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.UdpServer;
import dev.weir.server.pipeline.DatagramStages;
import dev.weir.server.pipeline.Pipeline;

/**
 * UDP echo, a batch at a time. One idea: datagrams that the kernel hands over together go back
 * together, in the memory that they came in, without an object or a copy for each.
 *
 * <p>Try it with {@code ncat -u 127.0.0.1 7007}. Keep it off port 7 in the open: source addresses
 * are easily forged, and two echo servers pointed at each other never stop.
 */
public final class UdpEcho {

  private UdpEcho() {}

  /** The stages of the datagram channel. */
  public static Pipeline pipeline(Pipeline pipeline) {
    return pipeline.last(
        "echo",
        () ->
            DatagramStages.batches(
                (batch, replies) -> replies.send(batch.payload(), batch.segment())));
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = UdpServer.on("udp://:7007").pipeline(UdpEcho::pipeline).start()) {
      System.out.println("UDP echo on " + server.endpoint());
      server.awaitClosed();
    }
  }
}
