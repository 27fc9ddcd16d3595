package dev.weir.command.bench;

import java.util.Locale;

/** Numbers as people read them: three or four digits and a unit, the same in every locale. */
final class Quantity {

  private static final String[] BITS = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};

  private Quantity() {}

  static String requestsPerSecond(double value) {
    return String.format(Locale.ROOT, "%,.0f req/s", value);
  }

  static String bitsPerSecond(double value) {
    int step = 0;
    double scaled = value;
    while (scaled >= 1000 && step < BITS.length - 1) {
      scaled /= 1000;
      step++;
    }
    return String.format(Locale.ROOT, "%s %s", digits(scaled), BITS[step]);
  }

  static String microseconds(double value) {
    if (value >= 1_000_000) {
      return digits(value / 1_000_000) + " s";
    }
    return value >= 1000 ? digits(value / 1000) + " ms" : digits(value) + " us";
  }

  static String percent(double value) {
    // Little loss must not read as none.
    return value > 0 && value < 0.005 ? "<0.01 %" : String.format(Locale.ROOT, "%.2f %%", value);
  }

  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String digits(double value) {
    String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
