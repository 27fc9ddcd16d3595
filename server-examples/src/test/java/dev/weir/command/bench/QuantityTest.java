package dev.weir.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.00 bit/s",
        "999|999 bit/s",
        "1000|1.00 kbit/s",
        "45234000000|45.2 Gbit/s",
        "2e15|2000 Tbit/s"
      })
  void bitsAreDecimal(double value, String text) {
    assertThat(Quantity.bitsPerSecond(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.5|0.50 us", "180.2|180 us", "1240|1.24 ms", "61000|61.0 ms", "2500000|2.50 s"})
  void timesTakeTheUnitThatFits(double micros, String text) {
    assertThat(Quantity.microseconds(micros)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0.00 %", "0.0001|<0.01 %", "0.005|0.01 %", "12.345|12.35 %", "100|100.00 %"})
  void littleLossIsNotNone(double percent, String text) {
    assertThat(Quantity.percent(percent)).isEqualTo(text);
  }
}
