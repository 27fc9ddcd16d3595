package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Overflow;
import dev.weir.server.connection.Rate;
import dev.weir.server.endpoint.Scheme;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What bounds connections is refused where there are none, instead of doing nothing. */
final class DatagramLimitsTest {
  private static final Limits USUAL = Limits.defaults();
  private static final Duration SOON = Duration.ofSeconds(5);

  private static Map<String, Limits> each() {
    Map<String, Limits> limits = new LinkedHashMap<>();
    limits.put("connections", USUAL.connections(5));
    limits.put("perAddress", USUAL.perAddress(5));
    limits.put("ipv4Prefix", USUAL.prefixes(24, 64));
    limits.put("ipv6Prefix", USUAL.prefixes(32, 48));
    limits.put("acceptRate", USUAL.acceptRate(Rate.parse("5/s")));
    limits.put("acceptRatePerAddress", USUAL.acceptRatePerAddress(Rate.parse("5/s")));
    limits.put("idle", USUAL.idle(SOON));
    limits.put("read", USUAL.read(SOON));
    limits.put("stall", USUAL.stall(SOON));
    limits.put("firstBytes", USUAL.firstBytes(SOON));
    limits.put("age", USUAL.age(SOON, 10));
    limits.put("ageJitter", USUAL.age(Duration.ZERO, 20));
    limits.put("overflow", USUAL.overflow(Overflow.CLOSE));
    limits.put("rateIn", USUAL.rates(4096, 0));
    limits.put("rateOut", USUAL.rates(0, 4096));
    limits.put("serverRateIn", USUAL.serverRates(4096, 0));
    limits.put("serverRateOut", USUAL.serverRates(0, 4096));
    return limits;
  }

  private static UdpServer recipe(Loops loops) {
    return UdpServer.on("udp://127.0.0.1:0").loops(loops).handle((d, r) -> r.send(d.payload()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void areRefusedByNameAtTheStart(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      long before = Descriptors.count();
      each()
          .forEach((name, limits) ->
              assertThatThrownBy(() -> recipe(loops).limits(limits).start())
                  .as(name)
                  .isInstanceOf(StartException.class)
                  .hasMessageStartingWith("limits: " + name + ": ")
                  .hasMessageContaining(", the default)"));
      assertThat(Descriptors.count()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void areRefusedWhileItRuns(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(Scheme.UDP, loops);
        Peer peer = Peer.of(server.endpoint())) {
      each()
          .forEach((name, limits) ->
              assertThatThrownBy(() -> server.limits(limits))
                  .as(name)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageStartingWith("limits: " + name + ": "));
      assertThat(server.limits()).isEqualTo(USUAL);
      assertThat(peer.ask("still")).isEqualTo("still");
    }
  }

  @Test
  void areNamedTogether() {
    assertThatThrownBy(() -> USUAL.idle(SOON).rates(4096, 0).requireForDatagrams())
        .hasMessage(
            "limits: idle: PT5S (expected: PT10M, the default), rateIn: 4096 (expected: 0, the"
                + " default); UDP has no connections: give it outbound, allow and deny alone, and"
                + " bound peers by Sessions");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void leaveWhatDatagramsHave(Kind kind) {
    Limits datagrams = USUAL.outbound(1 << 20).deny("10.0.0.0/8");
    Limits asked = datagrams.idle(SOON);
    assertThat(asked.ofConnections()).containsExactly("idle");
    assertThat(asked.forDatagrams()).isEqualTo(datagrams);
    try (Loops loops = kind.loops(1);
        Server server = recipe(loops).limits(asked.forDatagrams()).start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("here")).isEqualTo("here");
      assertThat(server.limits().outbound()).isEqualTo(1 << 20);
    }
  }
}
