package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.Datagram;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Count;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HandlerErrorsTest {
  private static final class Throwing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      throw new IllegalStateException("on purpose");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void costTheirConnectionAlone(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p -> p.last("throwing", Throwing::new))
                .start();
        Peer other = Peer.of(server.endpoint())) {
      for (int i = 1; i <= 3; i++) {
        try (Peer peer = Peer.of(server.endpoint())) {
          peer.send(new byte[] {1});
          assertThat(peer.ended()).isTrue();
        }
        assertThat(server.counters().get(Count.ERRORS_HANDLER)).isEqualTo(i);
      }
      Awaitility.await().until(() -> server.counters().active() == 1);
      assertThat(other.stream().isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void costTheirDatagramAlone(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) -> {
                  if (datagram.payload().getByte(0) == 'x') {
                    throw new IllegalStateException("on purpose");
                  }
                  replies.send(datagram.payload());
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[] {'x'});
      assertThat(peer.ask("next")).isEqualTo("next");
      assertThat(server.counters().get(Count.ERRORS_HANDLER)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void costTheConnectionWhosePipelineCannotBeMade(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p ->
                    p.last(
                        "broken",
                        () -> {
                          throw new IllegalStateException("on purpose");
                        }))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ended()).isTrue();
      Awaitility.await().until(() -> server.counters().active() == 0);
      assertThat(server.counters().accepted()).isEqualTo(1);
      assertThat(server.counters().get(Count.ERRORS_HANDLER)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void datagramsOutliveTheirCallOnlyAsCopies(Kind kind) {
    BlockingQueue<Datagram> kept = new LinkedBlockingQueue<>();
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) -> {
                  kept.add(datagram);
                  replies.send(new byte[] {'o', 'k'});
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("is it")).isEqualTo("ok");
      assertThatThrownBy(() -> kept.element().payload())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("used after its handler returned");
    }
  }
}
