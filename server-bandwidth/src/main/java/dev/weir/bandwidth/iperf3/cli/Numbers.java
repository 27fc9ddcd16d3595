package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as C's functions read them: what follows the number is passed over, and what is no number
 * is 0 where the original thinks so.
 */
final class Numbers {

  private static final Pattern INTEGER = Pattern.compile("\\s*([+-]?\\d+).*", Pattern.DOTALL);
  private static final Pattern BASED =
      Pattern.compile(
          "\\s*([+-]?)(0[xX](?<hex>\\p{XDigit}+)|0(?<octal>[0-7]*)|(?<decimal>\\d+)).*");
  private static final Pattern REAL =
      Pattern.compile(
          "\\s*(?<number>[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(?<suffix>.?).*",
          Pattern.DOTALL);
  private static final Pattern ENDLESS = Pattern.compile("\\s*\\+?(?i:inf).*", Pattern.DOTALL);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final String SUFFIXES = "kmgt";

  private Numbers() {}

  /** C's {@code atoi}, at the ends of the range of {@code int}. */
  static int integer(String text) {
    Matcher matcher = INTEGER.matcher(text);
    return matcher.matches() ? clamp(matcher.group(1), 10) : 0;
  }

  /** C's {@code strtol} with base 0: decimal, octal after 0, hexadecimal after 0x. */
  static OptionalLong based(String text) {
    Matcher matcher = BASED.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String sign = matcher.group(1).equals("-") ? "-" : "";
    if (matcher.group("hex") != null) {
      return OptionalLong.of(clamp(sign + matcher.group("hex"), 16));
    }
    if (matcher.group("decimal") != null) {
      return OptionalLong.of(clamp(sign + matcher.group("decimal"), 10));
    }
    String octal = matcher.group("octal");
    return OptionalLong.of(octal == null || octal.isEmpty() ? 0 : clamp(sign + octal, 8));
  }

  private static int clamp(String digits, int base) {
    BigInteger value = new BigInteger(digits, base);
    return value
        .max(BigInteger.valueOf(Integer.MIN_VALUE))
        .min(BigInteger.valueOf(Integer.MAX_VALUE))
        .intValueExact();
  }

  /** C's {@code atof}; what is endless there is so here. */
  static double real(String text) {
    Matcher matcher = REAL.matcher(text);
    if (ENDLESS.matcher(text).matches()) {
      return Double.POSITIVE_INFINITY;
    }
    return matcher.matches() ? new BigDecimal(matcher.group("number")).doubleValue() : 0;
  }

  /** An amount: k, m, g and t are powers of 1024. */
  static long amount(String text) throws ParameterError {
    return scaled(text, 1024);
  }

  /** A rate: k, m, g and t are powers of 1000. */
  static long rate(String text) throws ParameterError {
    return scaled(text, 1000);
  }

  private static long scaled(String text, int base) throws ParameterError {
    Matcher matcher = REAL.matcher(text);
    if (!matcher.matches()) {
      throw unit(text);
    }
    String suffix = matcher.group("suffix").toLowerCase(Locale.ROOT);
    int power = suffix.isEmpty() ? 0 : SUFFIXES.indexOf(suffix) + 1;
    BigDecimal value =
        new BigDecimal(matcher.group("number")).multiply(BigDecimal.valueOf(base).pow(power));
    if (value.signum() < 0 || value.compareTo(MOST) > 0 || (power == 0 && !suffix.isEmpty())) {
      throw unit(text);
    }
    return value.longValue();
  }

  private static ParameterError unit(String text) {
    return new ParameterError(ErrorCode.UNIT.text() + ": '" + text + "'");
  }
}
