package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "46213000000, 46.2 Gbit/s",
    "999960000, 1.00 Gbit/s",
    "940000, 940 kbit/s",
    "12, 12 bit/s",
    "0, 0 bit/s",
    "NaN, –",
    "Infinity, –",
  })
  void bitsPerSecond(double value, String text) {
    assertThat(Unit.BITS_PER_SECOND.format(value)).isEqualTo(spaced(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0000853, 85.3 µs",
    "0.00000000012, 0.12 ns",
    "0.99999, 1.00 s",
    "1.5, 1.50 s",
    "7200, '7,200 s'",
    "0, 0 s",
  })
  void seconds(double value, String text) {
    assertThat(Unit.SECONDS.format(value)).isEqualTo(spaced(text));
  }

  @ParameterizedTest
  @CsvSource({"1234, '1,234'", "0, 0", "-3, -3", "412345, 412k", "3100000, 3.10M", "2.5, 2.50"})
  void counts(double value, String text) {
    assertThat(Unit.COUNT.format(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"262144, 256 KiB", "4194304, 4.00 MiB", "512, 512 B"})
  void bytes(double value, String text) {
    assertThat(Unit.BYTES.format(value)).isEqualTo(spaced(text));
  }

  @ParameterizedTest
  @CsvSource({"412345, 412k messages/s", "9876, '9,876 messages/s'"})
  void rates(double value, String text) {
    assertThat(Unit.rate("messages").format(value)).isEqualTo(text.replace(" ", "\u00a0"));
  }

  private static String spaced(String text) {
    return text.replace(' ', '\u00a0');
  }
}
