package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.MeterRow;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MetersTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();

  private Server start(Kind kind, Scheme scheme, Loops loops) {
    String endpoint = scheme.text() + "://127.0.0.1:0";
    String name = kind.name().toLowerCase(Locale.ROOT);
    return scheme == Scheme.TCP
        ? TcpServer.on(endpoint)
            .name(name)
            .loops(loops)
            .metrics(registry)
            .pipeline(p -> p.last("echo", Echo::new))
            .start()
        : UdpServer.on(endpoint)
            .name(name)
            .loops(loops)
            .metrics(registry)
            .handle((d, r) -> r.send(d.payload()))
            .start();
  }

  private double value(String name, String... tag) {
    Meter meter =
        tag.length == 0
            ? registry.get(name).meter()
            : registry.get(name).tag(tag[0], tag[1]).meter();
    return meter.measure().iterator().next().getValue();
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void countWhatPasses(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(2);
        Server server = start(kind, scheme, loops)) {
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("12345")).isEqualTo("12345");
        assertThat(peer.ask("123")).isEqualTo("123");
        Awaitility.await().until(() -> value("weir.bytes", "direction", "out") == 8);
        assertThat(value("weir.bytes", "direction", "in")).isEqualTo(8);
        boolean datagrams = scheme == Scheme.UDP;
        assertThat(value("weir.datagrams", "direction", "in")).isEqualTo(datagrams ? 2 : 0);
        assertThat(value("weir.datagrams", "direction", "out")).isEqualTo(datagrams ? 2 : 0);
        assertThat(value("weir.connections.accepted")).isEqualTo(datagrams ? 0 : 1);
        assertThat(value("weir.connections.active")).isEqualTo(datagrams ? 0 : 1);
      }
      Awaitility.await().until(() -> value("weir.connections.active") == 0);
      assertThat(server.counters().bytesIn()).isEqualTo(8);
      assertThat(server.counters().errors()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void leaveWithTheirServer(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1)) {
      try (Server server = start(kind, scheme, loops)) {
        assertThat(registry.getMeters()).hasSize(MeterRow.all().size());
        assertThat(registry.getMeters())
            .allSatisfy(meter ->
                assertThat(meter.getId().getTags())
                    .contains(
                        Tag.of("server", kind.name().toLowerCase(Locale.ROOT)),
                        Tag.of("endpoint", server.endpoint().toString()),
                        Tag.of("shard", "0")));
      }
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void areDocumentedByTheirTable() {
    String table = MeterRow.markdown();
    assertThat(MeterRow.all())
        .allSatisfy(row -> {
          assertThat(row.name()).startsWith("weir.");
          assertThat(row.meaning()).endsWith(".");
          assertThat(table).contains("| `" + row.name() + "` |").contains(row.meaning());
        })
        .doesNotHaveDuplicates();
    assertThat(table.lines()).hasSize(MeterRow.all().size() + 2);
  }
}
