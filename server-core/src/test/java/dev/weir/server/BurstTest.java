package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand connects at once, on one loop, while a peer is served. */
final class BurstTest {
  private static final int BURST = 1000;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void starvesNobody(Kind kind) throws IOException {
    List<SocketChannel> burst = new ArrayList<>();
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(Scheme.TCP, "127.0.0.1", loops);
        Peer served = Peer.of(server.endpoint())) {
      assertThat(served.ask("before")).isEqualTo("before");
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.endpoint().port());
      long begin = System.nanoTime();
      for (int i = 0; i < BURST; i++) {
        burst.add(SocketChannel.open(address));
      }
      assertThat(served.ask("during")).isEqualTo("during");
      Awaitility.await().until(() -> server.counters().accepted() == BURST + 1);
      for (SocketChannel channel : burst) {
        channel.write(ByteBuffer.wrap(new byte[] {1}));
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(1);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      assertThat(server.counters().refused()).isZero();
    } finally {
      for (SocketChannel channel : burst) {
        channel.close();
      }
    }
  }
}
