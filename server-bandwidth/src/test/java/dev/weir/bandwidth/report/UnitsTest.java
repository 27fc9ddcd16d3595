package dev.weir.bandwidth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, '0.00 Bytes'",
    "1000, '1000 Bytes'",
    "1023, '1023 Bytes'",
    "1024, '1.00 KBytes'",
    "124928, ' 122 KBytes'",
    "1253376, '1.20 MBytes'",
    "104752742, '99.9 MBytes'",
    "1048471797, '1000 MBytes'",
    "2000000000000000, '1819 TBytes'",
  })
  void amounts(long bytes, String text) {
    assertThat(Units.amount(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "ADAPTIVE, 999999, '1000 Kbits/sec'",
    "ADAPTIVE, 9994000, '9.99 Mbits/sec'",
    "ADAPTIVE, 9996000, '10.0 Mbits/sec'",
    "KILOBITS, 10000000, '10000 Kbits/sec'",
    "GIGABITS, 10000000, '0.01 Gbits/sec'",
    "MEGABYTES, 10000000, '1.19 MBytes/sec'",
    "TERABYTES, 0, '0.00 TBytes/sec'",
  })
  void rates(Units units, double bits, String text) {
    assertThat(units.rate(bits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0161, 0.016",
    "12.4, 12",
    "99.6, '1e+02'",
    "100, '1e+02'",
    "0.000012, '1.2e-05'",
    "-3.55, -3.5",
    "9.96, 10",
    "0.5, 0.5"
  })
  void percentagesHaveTwoDigits(double value, String text) {
    assertThat(Decimals.significant(value, 2)).isEqualTo(text);
  }

  @Test
  void tiesGoToTheEvenDigitOfTheExactValue() {
    assertThat(Decimals.fixed(0.125, 2)).isEqualTo("0.12");
    assertThat(Decimals.fixed(0.375, 2)).isEqualTo("0.38");
    assertThat(Decimals.fixed(1.005, 2)).isEqualTo("1.00");
  }

  @ParameterizedTest
  @CsvSource({
    "1.00093, 1.00093",
    "0.0057251974867601561, 0.0057251974867601561",
    "9.7864144931447638e-06, 9.7864144931447638e-06",
    "823234.43176719954, 823234.43176719954",
    "4.40786319322359, 4.40786319322359",
    "12, 12",
    "1e20, 1e+20",
    "NaN, null",
  })
  void jsonNumbersAreAsLongAsTheyMustBe(double value, String text) {
    assertThat(JsonWriter.number(value)).isEqualTo(text);
  }

  @Test
  void timesInThePatternsOfC() {
    ZonedDateTime time = ZonedDateTime.of(2026, 11, 2, 13, 5, 9, 0, ZoneOffset.UTC);
    assertThat(Strftime.format("%c ", time)).isEqualTo("Mon Nov  2 13:05:09 2026 ");
    assertThat(Strftime.format("%Y-%m-%dT%H:%M:%S%z|%j|%s|%%|%Q", time))
        .isEqualTo("2026-11-02T13:05:09+0000|306|1793624709|%|%Q");
    assertThat(Strftime.format("%D %R %p %A %B %n", time))
        .isEqualTo("11/02/26 13:05 PM Monday November \n");
  }
}
