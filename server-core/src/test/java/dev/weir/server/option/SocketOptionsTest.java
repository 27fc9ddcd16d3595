package dev.weir.server.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.endpoint.Scheme;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SocketOptionsTest {
  @Test
  void readsSections() {
    SocketOptions options =
        SocketOptions.parse(
            "IP_TOS=0x10; tcp: TCP_NODELAY=on, TCP_USER_TIMEOUT=30s; udp:SO_RCVBUF=4m, IP_TOS=8;");
    assertThat(options.of(Scheme.TCP))
        .map(Choice::toString)
        .containsExactly("IP_TOS=16", "TCP_NODELAY=on", "TCP_USER_TIMEOUT=30s");
    assertThat(options.of(Scheme.UDP))
        .map(Choice::toString)
        .containsExactly("SO_RCVBUF=4m", "IP_TOS=8");
    assertThat(SocketOptions.parse(options.toString())).hasToString(options.toString());
  }

  @Test
  void saysTheSameInCode() {
    SocketOptions options =
        SocketOptions.none()
            .with(OptionCatalogue.SO_RCVBUF, 65_536)
            .tcp(OptionCatalogue.TCP_USER_TIMEOUT, Duration.ofMillis(1500))
            .tcp(OptionCatalogue.SO_LINGER, Linger.RESET)
            .with(OptionCatalogue.SO_RCVBUF, 131_072);
    assertThat(options)
        .hasToString("tcp: TCP_USER_TIMEOUT=1500ms; tcp: SO_LINGER=0s; SO_RCVBUF=128k");
    assertThat(options.value(Scheme.TCP, OptionCatalogue.SO_RCVBUF)).contains(131_072);
    assertThat(options.value(Scheme.UDP, OptionCatalogue.SO_LINGER)).isEmpty();
  }

  @Test
  void choosesNothingWhereThereIsNothing() {
    assertThat(SocketOptions.parse(" ").isEmpty()).isTrue();
    assertThat(SocketOptions.none().of(Scheme.TCP)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TCP_NODLAY=on | option: \"TCP_NODLAY\" (expected: one of SO_REUSEADDR",
        "TCP_NODELAY=maybe | TCP_NODELAY: \"maybe\" (expected: on or off)",
        "TCP_NODELAY | \"TCP_NODELAY\" (expected: NAME=value",
        "TCP_NODELAY=on,,IP_TOS=1 | \"\" (expected: NAME=value",
        "=on | \"=on\" (expected: NAME=value",
        "sctp: TCP_NODELAY=on | section \"sctp:\" (expected: tcp:, udp: or unix:)",
        "udp: TCP_NODELAY=on | TCP_NODELAY: set for udp (expected: for listener, connection)",
        "SO_RCVBUF=0 | SO_RCVBUF: \"0\" (expected: 1 to 2147483647 bytes",
        "SO_RCVBUF=2g | SO_RCVBUF: \"2g\" (expected: 1 to 2147483647 bytes",
        "SO_RCVBUF=99999999999 | (expected: 1 to 2147483647 bytes",
        "SO_RCVBUF=-1 | (expected: 1 to 2147483647 bytes",
        "SO_RCVBUF=4x | (expected: 1 to 2147483647 bytes",
        "IP_TOS=256 | IP_TOS: \"256\" (expected: 0 to 255",
        "IP_TOS=low | IP_TOS: \"low\" (expected: 0 to 255",
        "TCP_USER_TIMEOUT=30 | TCP_USER_TIMEOUT: \"30\" (expected: 0 to 2147483647 ms",
        "TCP_USER_TIMEOUT=99999h | (expected: 0 to 2147483647 ms",
        "SO_LINGER=70000 | SO_LINGER: \"70000\" (expected: off, or 0s to 65535s",
        "TCP_CONGESTION=a-name-that-is-too-long | (expected: a name of 1 to 15",
        "TCP_CONGESTION=cu bic | (expected: a name of 1 to 15",
        "TCP_KEEPIDLE=1500ms | TCP_KEEPIDLE: \"1500ms\" (expected: 1 to 32767 s with a unit",
        "TCP_KEEPIDLE=0 | (expected: 1 to 32767 s with a unit",
        "TCP_KEEPCNT=128 | (expected: 1 to 127",
        "TCP_MAXSEG=40 | (expected: 88 to 32767 bytes",
        "UDP_SEGMENT=64k | (expected: 0 to 65535 bytes",
        "SO_BUSY_POLL=50 | (expected: 0 to 2147483647 us with a unit",
        "SO_MAX_PACING_RATE=1x | SO_MAX_PACING_RATE: \"1x\" (expected: unlimited, or 8 to 1000t bits",
        "SO_MAX_PACING_RATE=12 | (expected: unlimited, or 8 to 1000t bits",
        "SO_MAX_PACING_RATE=0 | (expected: unlimited, or 8 to 1000t bits",
        "SO_MAX_PACING_RATE=1001t | (expected: unlimited, or 8 to 1000t bits",
        "SO_MARK=0x100000000 | (expected: 0 to 0xffffffff",
        "IP_MTU_DISCOVER=never | (expected: dont, want, do, probe, interface, omit",
        "IP_TOS=1, IP_TOS=2 | IP_TOS: chosen twice (expected: once); remove one",
      })
  void refusesWithWords(String text, String words) {
    assertThatThrownBy(() -> SocketOptions.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesTheSameInCode() {
    assertThatThrownBy(() -> SocketOptions.none().with(OptionCatalogue.IP_TOS, 256))
        .hasMessage("IP_TOS: 256 (expected: 0 to 255, decimal or 0x hexadecimal)");
    assertThatThrownBy(() -> SocketOptions.none().with(OptionCatalogue.SO_SNDBUF, 0))
        .hasMessageContaining("SO_SNDBUF: 0 (expected: 1 to");
    assertThatThrownBy(() ->
            SocketOptions.none()
                .with(OptionCatalogue.TCP_USER_TIMEOUT, Duration.ofNanos(1_500_000)))
        .hasMessageContaining("TCP_USER_TIMEOUT");
    assertThatThrownBy(() -> SocketOptions.none().udp(OptionCatalogue.SO_KEEPALIVE, true))
        .hasMessageContaining("SO_KEEPALIVE: set for udp (expected: for listener, connection)");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1023,1023", "1024,1k", "65536,64k", "4194304,4m", "1073741824,1g"})
  void writesSizesExactly(int bytes, String text) {
    SizeType type = SizeType.BUFFER;
    assertThat(type.format(bytes)).isEqualTo(text);
    assertThat(type.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"8,8", "1g,1g", "1500m,1500m", "80000m,80g", "2500k,2500k", "unlimited,unlimited"})
  void writesRatesInThousands(String text, String exact) {
    RateType type = new RateType();
    assertThat(type.format(type.parse(text))).isEqualTo(exact);
    assertThat(type.decode(type.encode(type.parse(text)))).isEqualTo(type.parse(text));
  }

  @Test
  void readsRatesOfOldKernels() {
    assertThat(new RateType().decode(Ints.bytes(-1))).isZero();
    assertThat(new RateType().decode(Ints.bytes(125_000))).isEqualTo(1_000_000);
  }

  static java.util.List<SocketOption<?>> rows() {
    return OptionCatalogue.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowIsDocumented(SocketOption<?> row) {
    SocketOption.Notes notes = row.notes();
    assertThat(notes.meaning()).endsWith(".");
    assertThat(notes.trap()).endsWith(".");
    assertThat(notes.standard()).isNotBlank();
    assertThat(notes.capability()).isNotBlank();
    assertThat(notes.since()).matches("[0-9]+(\\.[0-9]+)+");
    assertThat(row.scopes()).isNotEmpty();
    assertThat(OptionCatalogue.find(row.name())).contains(row);
  }
}
