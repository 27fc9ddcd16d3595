package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.endpoint.Scheme;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ShardsTest {
  private static final int SHARDS = 3;
  private static final int PEERS = 60;

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void shareThePortAndTheLoad(Kind kind, Scheme scheme) {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Loops loops = kind.loops(SHARDS);
        Server server = start(scheme, loops, registry)) {
      assertThat(server.endpoints()).hasSize(1);
      IntStream.range(0, PEERS).forEach(i -> assertServed(server, "peer " + i));
      String name = scheme == Scheme.TCP ? "weir.connections.accepted" : "weir.datagrams";
      List<Double> loads = loads(registry, name);
      assertThat(loads).hasSize(SHARDS).allMatch(load -> load > 0);
      assertThat(loads.stream().mapToDouble(load -> load).sum()).isEqualTo(PEERS);
    }
  }

  private static Server start(Scheme scheme, Loops loops, MeterRegistry registry) {
    String endpoint = scheme.text() + "://127.0.0.1:0";
    return scheme == Scheme.TCP
        ? TcpServer.on(endpoint)
            .loops(loops)
            .shards(SHARDS)
            .metrics(registry)
            .pipeline(p -> p.last("echo", Echo::new))
            .start()
        : UdpServer.on(endpoint)
            .loops(loops)
            .shards(SHARDS)
            .metrics(registry)
            .handle((d, r) -> r.send(d.payload()))
            .start();
  }

  private static void assertServed(Server server, String text) {
    try (Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask(text)).isEqualTo(text);
    }
  }

  private static List<Double> loads(MeterRegistry registry, String name) {
    return registry.find(name).meters().stream()
        .filter(m -> !"out".equals(m.getId().getTag("direction")))
        .map(ShardsTest::value)
        .toList();
  }

  private static double value(Meter meter) {
    return meter.measure().iterator().next().getValue();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void needTheOptionThatTheyUse(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      TcpServer recipe = TcpServer.on("tcp://127.0.0.1:0").loops(loops).options("SO_REUSEPORT=off");
      recipe.start().close();
      assertThatThrownBy(() -> recipe.shards(2).start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("SO_REUSEPORT=off with 2 shards (expected: 1)");
    }
  }
}
