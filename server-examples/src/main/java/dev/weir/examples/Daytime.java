package dev.weir.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.ConnectionStages;
import dev.weir.server.pipeline.DatagramStages;
import dev.weir.server.pipeline.Pipeline;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Daytime (RFC 867). One idea: what is served does not depend on the transport; the same line
 * answers a connection, served by straight-line code on a virtual thread, and a datagram.
 *
 * <p>Try it with {@code ncat 127.0.0.1 7013} or {@code echo | ncat -u 127.0.0.1 7013}.
 */
public final class Daytime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy HH:mm:ss-zzz", Locale.ENGLISH);

  private Daytime() {}

  /** The stages of a connection; a peer that has ended its side is told the time all the same. */
  public static Pipeline tcp(Pipeline pipeline) {
    return pipeline
        .without(Pipeline.HALF_CLOSE)
        .last("daytime", () -> ConnectionStages.task(connection -> connection.write(now())));
  }

  /** The stages of the datagram channel; whatever a datagram says, it asks for the time. */
  public static Pipeline udp(Pipeline pipeline) {
    return pipeline.last(
        "daytime", () -> DatagramStages.each((question, replies) -> replies.send(now())));
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server tcp = TcpServer.on("tcp://:7013").pipeline(Daytime::tcp).start();
        Server udp = UdpServer.on("udp://:7013").pipeline(Daytime::udp).start()) {
      System.out.println("daytime on " + tcp.endpoint() + " and " + udp.endpoint());
      tcp.awaitClosed();
    }
  }

  private static byte[] now() {
    return (FORMAT.format(ZonedDateTime.now(ZoneId.systemDefault())) + "\r\n").getBytes(US_ASCII);
  }
}
