package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.Discard;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import org.junit.jupiter.api.Test;

@NeedsTool({"ncat", "socat"})
final class DiscardIT {

  @Test
  void countsWhatItDropsAndAnswersNothing() throws Exception {
    byte[] sent = new byte[32 << 20];
    try (Server server = TcpServer.on("tcp://127.0.0.1:0").pipeline(Discard::tcp).start()) {
      String port = Integer.toString(server.endpoint().port());
      assertThat(Tool.feed(sent, "ncat", "127.0.0.1", port)).isEmpty();
      await().untilAsserted(() -> assertThat(server.counters().active()).isZero());
      assertThat(server.counters().bytesIn()).isEqualTo(sent.length);
      assertThat(server.counters().bytesOut()).isZero();
    }
  }

  @Test
  void dropsDatagrams() throws Exception {
    try (Server server = UdpServer.on("udp://127.0.0.1:0").pipeline(Discard::udp).start()) {
      Tool.feed("nobody reads this", "socat", "-", "udp:127.0.0.1:" + server.endpoint().port());
      await().until(() -> server.counters().datagramsIn() == 1);
      assertThat(server.counters().bytesIn()).isEqualTo("nobody reads this".length());
      assertThat(server.counters().datagramsOut()).isZero();
    }
  }
}
