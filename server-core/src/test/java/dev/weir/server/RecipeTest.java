package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.AcceptOrder;
import dev.weir.server.connection.Limits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecipeTest {
  @Test
  void startsAsOftenAsOneLikes() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      TcpServer recipe =
          TcpServer.on("tcp://127.0.0.1:0").loops(loops).pipeline(p -> p.last("e", Echo::new));
      try (Server one = recipe.start();
          Server two = recipe.name("two").start();
          Peer peer = Peer.of(two.endpoint())) {
        assertThat(one.endpoint()).isNotEqualTo(two.endpoint());
        assertThat(one.name()).isEqualTo("tcp");
        assertThat(two.name()).isEqualTo("two");
        assertThat(peer.ask("hello")).isEqualTo("hello");
      }
    }
  }

  @Test
  void doesNotChange() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      TcpServer recipe = TcpServer.on("tcp://127.0.0.1:0").loops(loops);
      TcpServer other = recipe.limits(Limits.defaults().connections(1)).options("IP_TOS=8");
      assertThat(other).isNotSameAs(recipe);
      try (Server server = recipe.start()) {
        assertThat(server.options()).isEmpty();
      }
    }
  }

  @Test
  void servesSeveralEndpoints() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0", "tcp://[::1]:0", "tcp://:0")
                .loops(loops)
                .pipeline(p -> p.last("echo", Echo::new))
                .start()) {
      assertThat(server.endpoints()).hasSize(3).doesNotHaveDuplicates();
      server
          .endpoints()
          .forEach(endpoint -> {
            try (Peer peer = Peer.of(endpoint)) {
              assertThat(peer.ask("hello")).isEqualTo("hello");
            }
          });
      assertThat(server.counters().accepted()).isEqualTo(3);
    }
  }

  @Test
  void isCheckedWhereItIsWritten() {
    assertThatThrownBy(() -> TcpServer.on(new String[0]))
        .hasMessage("endpoints: none (expected: at least one)");
    assertThatThrownBy(() -> TcpServer.on("udp://:7"))
        .hasMessage(
            "endpoint: udp://:7 (expected: tcp://..., unix://..., fd://...); use the recipe of udp");
    assertThatThrownBy(() -> UdpServer.on("tcp://:7"))
        .hasMessage(
            "endpoint: tcp://:7 (expected: udp://..., unixgram://..., fd://...); use the recipe of"
                + " tcp");
    TcpServer recipe = TcpServer.on("tcp://:0");
    assertThatThrownBy(() -> recipe.shards(0)).hasMessage("shards: 0 (expected: 1 to 1024)");
    assertThatThrownBy(() -> recipe.name(" ")).hasMessageContaining("name: blank");
    assertThatThrownBy(() -> recipe.options("NO_SUCH=1")).hasMessageContaining("NO_SUCH");
    assertThatThrownBy(() -> recipe.pipeline(p -> p.without("no-such")))
        .hasMessageContaining("stage: no-such (expected: one of ");
    assertThatThrownBy(() -> Loops.of(0, "none"))
        .hasMessageContaining("loops: 0 threads (expected: 1 to 1024)");
  }

  @Test
  void doesNotStartOnALoop() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      TcpServer recipe = TcpServer.on("tcp://127.0.0.1:0").loops(loops);
      assertThat(loops.group().next().submit(recipe::start).awaitUninterruptibly().cause())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("start: on a loop");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void numbersConnectionsInTheirOrder(Kind kind) throws InterruptedException {
    BlockingQueue<Long> orders = new LinkedBlockingQueue<>();
    try (Loops loops = kind.loops(3);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .pipeline(p -> p.last("order", () -> new Order(orders)))
                .start()) {
      for (long i = 0; i < 10; i++) {
        try (Peer peer = Peer.of(server.endpoint())) {
          assertThat(peer.stream().isConnected()).isTrue();
          assertThat(orders.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
        }
      }
    }
  }

  /** Tells the order of its connection, as soon as there is a pipeline. */
  private static final class Order extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Long> orders;

    Order(BlockingQueue<Long> orders) {
      this.orders = orders;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      orders.add(AcceptOrder.of(ctx.channel()));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void spreadsConnectionsOverAllLoops(Kind kind) throws InterruptedException {
    BlockingQueue<Long> threads = new LinkedBlockingQueue<>();
    try (Loops loops = kind.loops(3);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .pipeline(p -> p.last("thread", () -> new LoopOf(threads)))
                .start()) {
      Set<Long> seen = new HashSet<>();
      for (int i = 0; i < 12; i++) {
        try (Peer peer = Peer.of(server.endpoint())) {
          assertThat(peer.stream().isConnected()).isTrue();
          seen.add(threads.poll(10, TimeUnit.SECONDS));
        }
      }
      assertThat(seen).hasSize(3);
    }
  }

  /** Tells which thread serves its connection. */
  private static final class LoopOf extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Long> threads;

    LoopOf(BlockingQueue<Long> threads) {
      this.threads = threads;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      threads.add(Thread.currentThread().threadId());
    }
  }
}
