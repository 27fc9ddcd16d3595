package dev.weir.bandwidth.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimal numbers as C prints them: rounded from the exact binary value, ties to even. Java's own
 * formatter rounds the shortest decimal form instead, so that the last digit may differ.
 */
final class Decimals {

  private Decimals() {}

  /** C's {@code %.<places>f}. */
  static String fixed(double value, int places) {
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** C's {@code %.<digits>g}: that many significant digits, no trailing zeros. */
  static String significant(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal bare = rounded.stripTrailingZeros();
    return exponent < -4 || exponent >= digits ? scientific(bare, exponent) : bare.toPlainString();
  }

  private static String scientific(BigDecimal bare, int exponent) {
    String mantissa = bare.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Puts blanks before it until it is that wide. */
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Puts blanks after it until it is that wide. */
  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
