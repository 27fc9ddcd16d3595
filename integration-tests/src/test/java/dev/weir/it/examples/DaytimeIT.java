package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.Daytime;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsTool({"ncat", "python3"})
final class DaytimeIT {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy HH:mm:ss-zzz", Locale.ENGLISH);

  /** Whatever a client sends first, and though it ends its side at once. */
  @ParameterizedTest
  @ValueSource(strings = {"", "what time is it?\r\n"})
  void tellsTheTimeAndCloses(String said) throws Exception {
    try (Server server = TcpServer.on("tcp://127.0.0.1:0").pipeline(Daytime::tcp).start()) {
      String port = Integer.toString(server.endpoint().port());
      assertIsNow(Tool.feed(said, "ncat", "127.0.0.1", port));
      await().until(() -> server.counters().active() == 0);
    }
  }

  @Test
  void tellsTheTimeToADatagram() throws Exception {
    String ask =
        """
        import socket, sys
        asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        asking.settimeout(30)
        asking.sendto(b"?", ("127.0.0.1", int(sys.argv[1])))
        sys.stdout.buffer.write(asking.recv(1000))
        """;
    try (Server server = UdpServer.on("udp://127.0.0.1:0").pipeline(Daytime::udp).start()) {
      String port = Integer.toString(server.endpoint().port());
      assertIsNow(Tool.run("python3", "-c", ask, port));
    }
  }

  private static void assertIsNow(String line) {
    assertThat(line).endsWith("\r\n");
    ZonedDateTime told = ZonedDateTime.parse(line.strip(), FORMAT);
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    assertThat(Duration.between(told, now)).isBetween(Duration.ZERO, Duration.ofMinutes(2));
  }
}
