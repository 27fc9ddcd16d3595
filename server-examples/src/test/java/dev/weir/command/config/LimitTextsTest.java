package dev.weir.command.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Overflow;
import dev.weir.server.connection.Rate;
import dev.weir.server.endpoint.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitTextsTest {
  @TempDir Path directory;

  private ServeConfig read(String limits) throws Exception {
    String text = "servers: {a: {handler: echo, listen: \"tcp://:7\", limits: {" + limits + "}}}";
    return ConfigReader.read(
        Files.writeString(directory.resolve("weir.yaml"), text), SomeHandlers.ALL);
  }

  private static Limits line(String limits) {
    CommandLineConfig line = new CommandLineConfig();
    line.serve("echo", List.of(Endpoint.parse("tcp://:7")));
    line.limits(Optional.of(limits));
    return LimitSettings.of(line.build(SomeHandlers.ALL).server("echo").orElseThrow());
  }

  @Test
  void fileAndLineSayTheSame() throws Exception {
    Limits meant =
        Limits.defaults()
            .perAddress(64)
            .prefixes(24, 56)
            .acceptRate(Rate.perSecond(500))
            .acceptRatePerAddress(Rate.parse("20/10s"))
            .deny("10.0.0.0/8", "::1")
            .allow("10.1.2.0/24")
            .read(Duration.ofSeconds(30))
            .stall(Duration.ofSeconds(31))
            .firstBytes(Duration.ofSeconds(32))
            .age(Duration.ofHours(1), 25)
            .overflow(Overflow.CLOSE)
            .rates(1 << 20, 2 << 20)
            .serverRates(10_000, 1L << 33);
    assertThat(
            line(
                "perAddress=64,ipv4Prefix=24,ipv6Prefix=56,acceptRate=500/s,"
                    + "acceptRatePerAddress=20/10s,deny=10.0.0.0/8,::1,allow=10.1.2.0/24,"
                    + "read=30s,stall=31s,firstBytes=32s,age=1h,ageJitter=25,"
                    + "overflow=close,rateIn=1m,rateOut=2m,serverRateIn=10000,serverRateOut=8g"))
        .isEqualTo(meant);
    ServeConfig file =
        read(
            "perAddress: 64, ipv4Prefix: 24, ipv6Prefix: 56, acceptRate: 500/s,"
                + " acceptRatePerAddress: 20/10s, deny: [10.0.0.0/8, \"::1\"], allow: 10.1.2.0/24,"
                + " read: 30s, stall: 31s, firstBytes: 32s, age: 1h, ageJitter: 25,"
                + " overflow: close, rateIn: 1m, rateOut: 2m, serverRateIn: 10000,"
                + " serverRateOut: 8g");
    Values values = file.server("a").orElseThrow();
    assertThat(LimitSettings.of(values)).isEqualTo(meant);
    String printed = EffectiveConfig.print(file, SomeHandlers.ALL);
    ServeConfig again =
        ConfigReader.read(
            Files.writeString(directory.resolve("again.yaml"), printed), SomeHandlers.ALL);
    assertThat(LimitSettings.of(again.server("a").orElseThrow())).isEqualTo(meant);
  }

  @Test
  void contradictionsHaveTheirPlace() {
    assertThatThrownBy(() -> read("deny: 10.0.0.0/8, allow: 10.0.0.0/8"))
        .isInstanceOfSatisfying(
            ConfigException.class,
            wrong ->
                assertThat(wrong.problems())
                    .extracting(Problem::text)
                    .containsExactly(
                        "servers.a.limits.allow: 10.0.0.0/8"
                            + " (expected: a range that deny does not name)"));
    assertThatThrownBy(() -> line("deny=all,allow=all"))
        .hasMessageContaining("limits.allow: all (expected: ");
    assertThatThrownBy(() -> line("deny=10.0.0.1/8")).hasMessageContaining("(expected: 10.0.0.0/8");
  }
}
