package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.bulk.Bulk;
import dev.weir.server.pipeline.DatagramStages;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Discard (RFC 863). One idea: bytes that nobody looks at never leave the kernel; Weir's {@code
 * bulk} package counts and drops them there, several times as fast as reading them would be.
 *
 * <p>Try it with {@code head -c 1G /dev/zero | ncat 127.0.0.1 7009}.
 */
public final class Discard {

  private Discard() {}

  /** The stages of a connection. */
  public static Pipeline tcp(Pipeline pipeline) {
    return pipeline.last("discard", DiscardHandler::new);
  }

  /** The stages of the datagram channel. */
  public static Pipeline udp(Pipeline pipeline) {
    return pipeline.last("discard", () -> DatagramStages.batches((batch, replies) -> {}));
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = TcpServer.on("tcp://:7009").pipeline(Discard::tcp).start()) {
      System.out.println("discard on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private static final class DiscardHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Bulk.sink(context.channel());
      context.fireChannelActive();
    }
  }
}
