package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who owns loops, and how connections are spread over them. */
final class LoopsTest {
  private static final int LOOPS = 3;
  private static final int PEERS = 30;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void areLeftRunningByAServerThatUsedThem(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      Server first = kind.echo(Scheme.TCP, "127.0.0.1", loops);
      Server second = kind.echo(Scheme.TCP, "127.0.0.1", loops);
      first.close();
      assertThat(first.closed()).isTrue();
      try (Peer peer = Peer.of(second.endpoint())) {
        assertThat(peer.ask("still there")).isEqualTo("still there");
      }
      second.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void closeTheServersThatStillUseThem(Kind kind) throws Exception {
    Loops loops = kind.loops(1);
    List<Server> servers =
        Stream.of(Scheme.TCP, Scheme.UDP)
            .map(scheme -> kind.echo(scheme, "127.0.0.1", loops))
            .toList();
    loops.close();
    assertThat(servers).allMatch(Server::closed);
    assertThat(loops.group().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void takeTheConnectionsOfASingleListenerInTurn(Kind kind) throws Exception {
    Map<String, Integer> served = new ConcurrentHashMap<>();
    try (Loops loops = kind.loops(LOOPS);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .pipeline(p -> p.last("where", () -> new Where(served)))
                .start()) {
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < PEERS; i++) {
        peers.add(Peer.of(server.endpoint()));
      }
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(served.values())
                  .containsExactlyElementsOf(Collections.nCopies(LOOPS, PEERS / LOOPS)));
      assertThat(server.shards())
          .singleElement()
          .satisfies(shard -> assertThat(shard.counters().accepted()).isEqualTo(PEERS))
          .satisfies(shard -> assertThat(shard.processor()).isEmpty());
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  /** Counts connections by the thread that serves them. */
  private static final class Where extends ChannelInboundHandlerAdapter {
    private final Map<String, Integer> served;

    Where(Map<String, Integer> served) {
      this.served = served;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      served.merge(Thread.currentThread().getName(), 1, Integer::sum);
      ctx.fireChannelActive();
    }
  }
}
