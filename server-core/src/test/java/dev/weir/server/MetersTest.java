package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.MeterCatalogue;
import dev.weir.server.metrics.MeterPage;
import dev.weir.server.metrics.MeterRow;
import dev.weir.server.metrics.MeterRow.Place;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        if (datagrams) {
          assertThat(value("weir.datagrams", "direction", "in")).isEqualTo(2);
          assertThat(value("weir.datagrams", "direction", "out")).isEqualTo(2);
        } else {
          assertThat(value("weir.connections.accepted")).isEqualTo(1);
          assertThat(value("weir.connections.active")).isEqualTo(1);
        }
      }
      Awaitility.await().until(() -> scheme == Scheme.UDP || value("weir.connections.active") == 0);
      assertThat(server.counters().bytesIn()).isEqualTo(8);
      assertThat(server.counters().errors()).isZero();
    }
  }

  /** Percentiles and buckets are meters of a registry too, but rows of no table. */
  private List<String> registered() {
    return registry.getMeters().stream()
        .filter(meter -> meter.getId().syntheticAssociation() == null)
        .map(meter -> meter.getId().getName())
        .toList();
  }

  /** Netty counts direct memory past Java only where it may use Unsafe. */
  private static List<String> expected(Kind kind, Scheme scheme) {
    return MeterCatalogue.all().stream()
        .filter(row -> kind == Kind.EPOLL || row.place().everywhere())
        .filter(row -> row.place() != Place.CLIENT)
        .filter(row -> row.place() != (scheme == Scheme.TCP ? Place.DATAGRAMS : Place.LISTENER))
        .filter(row -> row.place() != Place.CONNECTIONS || scheme == Scheme.TCP)
        .filter(row -> !other(scheme).contains(row))
        .filter(
            row -> !row.tag().equals("counted=netty") || PlatformDependent.usedDirectMemory() >= 0)
        .map(MeterRow::name)
        .toList();
  }

  private static List<?> other(Scheme scheme) {
    return scheme == Scheme.TCP ? MeterCatalogue.DATAGRAM_SHARD : MeterCatalogue.STREAM_SHARD;
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void leaveWithTheirServer(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1)) {
      try (Server server = start(kind, scheme, loops)) {
        assertThat(registered()).containsExactlyInAnyOrderElementsOf(expected(kind, scheme));
        assertThat(registry.getMeters())
            .filteredOn(meter -> meter.getId().getTag("endpoint") != null)
            .isNotEmpty()
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
  void areDocumentedByTheirTable() throws IOException {
    Path page = Path.of("..", "docs", "metrics.md");
    if ("write".equals(System.getProperty("weir.docs"))) {
      Files.writeString(page, MeterPage.text());
    }
    assertThat(page)
        .as("write it with ./mvnw -am -pl server-core test -Dweir.docs=write")
        .hasContent(MeterPage.text());
    assertThat(MeterCatalogue.all())
        .allSatisfy(row -> {
          assertThat(row.name()).startsWith("weir.");
          assertThat(row.meaning()).endsWith(".");
          assertThat(MeterPage.text()).contains("| `" + row.name() + "` |").contains(row.meaning());
        })
        .doesNotHaveDuplicates();
  }
}
