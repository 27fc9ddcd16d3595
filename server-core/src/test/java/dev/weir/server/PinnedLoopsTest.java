package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.Affinity;
import dev.weir.server.endpoint.Scheme;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops on processors of their own, and sockets that take what these processors receive. */
final class PinnedLoopsTest {
  private static final int PEERS = 20;

  private List<Integer> allowed = List.of();

  @BeforeEach
  void needsLinux() throws Exception {
    assumeTrue(System.getProperty("os.name").startsWith("Linux"), "no affinity: not Linux");
    allowed = Affinity.ofProcess();
  }

  private void needsTwoProcessors() {
    assumeTrue(allowed.size() > 1, "one processor");
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "UDP"})
  void areWhereTheyWereBound(Scheme scheme) throws Exception {
    try (Server server = echo(scheme, allowed.size() + 1, false);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("hello")).isEqualTo("hello");
      assertThat(server.shards().stream().map(ShardView::processor).map(OptionalInt::getAsInt))
          .startsWith(allowed.toArray(Integer[]::new))
          .endsWith(allowed.getFirst());
    }
  }

  @Test
  void sayWhereTheyAre() throws Exception {
    try (Loops loops = Loops.pinned("pinned")) {
      assertThat(loops.processors()).isEqualTo(allowed);
      List<List<Integer>> told = new ArrayList<>();
      for (EventExecutor loop : loops.group()) {
        told.add(loop.submit(Affinity::ofThread).get(10, TimeUnit.SECONDS));
      }
      assertThat(told).isEqualTo(allowed.stream().map(List::of).toList());
    }
    assertThat(Affinity.ofThread()).as("the test's own thread").isEqualTo(allowed);
  }

  @Test
  void leaveVirtualThreadsFree() throws Exception {
    needsTwoProcessors();
    CompletableFuture<List<Integer>> told = new CompletableFuture<>();
    try (Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .shards(2)
                .pinned()
                .serve(connection -> told.complete(Affinity.ofThread()))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(allowed);
      assertThat(peer.ended()).isTrue();
    }
  }

  @Test
  void areNotThoseOfOthersUnlessThoseAreToo() {
    try (Loops others = Loops.of(1, "others")) {
      TcpServer recipe = TcpServer.on("tcp://127.0.0.1:0").loops(others);
      assertThatThrownBy(() -> recipe.pinned().start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("pinned: the loops are not (expected: loops made by Loops.pinned");
      assertThatThrownBy(() -> recipe.shards(2).steered().start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("steered: needs pinned loops");
    }
    try (Loops pinned = Loops.pinned(1, "pinned");
        Server server = TcpServer.on("tcp://127.0.0.1:0").loops(pinned).pinned().start()) {
      assertThat(server.shards()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "UDP"})
  void takeWhatTheirProcessorsReceive(Scheme scheme) throws Exception {
    needsTwoProcessors();
    try (Server server = echo(scheme, 2, true)) {
      for (ShardView shard : server.shards()) {
        assertThat(heard(server)).as("before processor %s", shard.processor()).hasSize(2);
        List<Long> before = heard(server);
        onProcessor(shard.processor().getAsInt(), () -> askInTurn(server));
        assertThat(heard(server).get(shard.index()) - before.get(shard.index())).isEqualTo(PEERS);
        assertThat(heard(server).get(1 - shard.index())).isEqualTo(before.get(1 - shard.index()));
      }
    }
  }

  @Test
  void haveToBeEnoughToSteer() {
    TcpServer recipe = TcpServer.on("tcp://127.0.0.1:0").pinned().steered();
    assertThatThrownBy(recipe::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("steered: 1 shards on 1 processors (expected: 2 shards or more");
    assertThatThrownBy(() -> recipe.shards(allowed.size() + 1).start())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("on %d processors".formatted(allowed.size()));
  }

  private static Server echo(Scheme scheme, int shards, boolean steered) {
    String endpoint = scheme.text() + "://127.0.0.1:0";
    if (scheme == Scheme.TCP) {
      TcpServer recipe =
          TcpServer.on(endpoint).shards(shards).pinned().pipeline(p -> p.last("echo", Echo::new));
      return (steered ? recipe.steered() : recipe).start();
    }
    UdpServer recipe =
        UdpServer.on(endpoint).shards(shards).pinned().handle((d, r) -> r.send(d.payload()));
    return (steered ? recipe.steered() : recipe).start();
  }

  /** What each shard has been asked. */
  private static List<Long> heard(Server server) {
    return server.shards().stream()
        .map(shard -> shard.counters().accepted() + shard.counters().datagramsIn())
        .toList();
  }

  private static Void askInTurn(Server server) {
    for (int i = 0; i < PEERS; i++) {
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("peer " + i)).isEqualTo("peer " + i);
      }
    }
    return null;
  }

  private static void onProcessor(int processor, java.util.concurrent.Callable<Void> work)
      throws Exception {
    FutureTask<Void> pinned =
        new FutureTask<>(() -> {
          Affinity.pin(processor);
          return work.call();
        });
    Thread.ofPlatform().start(pinned).join();
    pinned.get();
  }
}
