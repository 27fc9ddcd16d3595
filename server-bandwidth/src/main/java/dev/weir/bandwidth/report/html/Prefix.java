package dev.weir.bandwidth.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * A unit with its prefix chosen.
 *
 * @param factor what a value is divided by
 * @param suffix what stands right after the number, as the k of 412k
 * @param unit the unit with its prefix, as Gbit/s
 */
record Prefix(double factor, String suffix, String unit) {

  String format(double value) {
    return unit.isEmpty() ? number(value) : number(value) + "\u00a0" + unit;
  }

  /** The number in three digits or, from a thousand on, as a whole one. */
  String number(double value) {
    double scaled = value / factor;
    double size = Math.abs(scaled);
    String pattern = size >= 99.95 || exact(scaled) ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, scaled) + suffix;
  }

  /** Whole numbers without a prefix were counted; figures behind a point would claim otherwise. */
  private boolean exact(double scaled) {
    return scaled == 0 || (factor == 1 && scaled == Math.rint(scaled));
  }

  /** A round value without needless digits, with its unit. */
  String tick(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value / factor).round(new MathContext(3));
    String digits = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return unit.isEmpty() || !suffix.isEmpty() ? digits + suffix : digits + "\u00a0" + unit;
  }
}
