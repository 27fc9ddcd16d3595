package dev.weir.bandwidth.report.html;

/**
 * A unit and how its values are written for people: three digits and a fitting prefix.
 *
 * @param symbol such as {@code bit/s}; empty for a bare count
 * @param scale which prefixes it takes
 */
public record Unit(String symbol, Scale scale) {

  /** Throughput: {@code 46.2 Gbit/s}. */
  public static final Unit BITS_PER_SECOND = new Unit("bit/s", Scale.DECIMAL);

  /** Sizes: {@code 256 KiB}. */
  public static final Unit BYTES = new Unit("B", Scale.BINARY);

  /** Times and latencies: {@code 85.3 µs}. */
  public static final Unit SECONDS = new Unit("s", Scale.TIME);

  /** Shares: {@code 0.12 %}. */
  public static final Unit PERCENT = new Unit("%", Scale.NONE);

  /** Ratios: {@code 1.46 ×}. */
  public static final Unit TIMES = new Unit("×", Scale.NONE);

  /** Things counted, such as retransmits: {@code 1,234}. */
  public static final Unit COUNT = new Unit("", Scale.COUNT);

  /**
   * Things a second: {@code 412k messages/s}.
   *
   * @param things such as {@code messages}
   * @return the unit
   */
  public static Unit rate(String things) {
    return new Unit(things + "/s", Scale.COUNT);
  }

  /**
   * Things counted: {@code 1,234 datagrams}.
   *
   * @param things such as {@code datagrams}
   * @return the unit
   */
  public static Unit count(String things) {
    return new Unit(things, Scale.COUNT);
  }

  /**
   * A value for people.
   *
   * @param value in this unit
   * @return with prefix and unit, or a dash if it is not a number
   */
  public String format(double value) {
    return Double.isFinite(value) ? scale.fit(value, this).format(value) : "–";
  }

  /**
   * A whole value for people.
   *
   * @param value in this unit
   * @return with prefix and unit
   */
  public String format(long value) {
    return format((double) value);
  }

  String range(double low, double high) {
    Prefix prefix = scale.fit(high, this);
    return prefix.number(low) + " to " + prefix.format(high);
  }

  /** Which prefixes a unit takes. */
  public enum Scale {
    /** Powers of thousand before the unit: kbit/s, Mbit/s. */
    DECIMAL(1000, "TGMk"),
    /** Powers of 1024 before the unit: KiB, MiB. */
    BINARY(1024, "TGMK"),
    /** Parts of a second: ms, µs, ns. */
    TIME(1000, "mµn"),
    /** Powers of thousand after the number, from ten thousand on: 412k, 3.1M. */
    COUNT(1000, "TGMk"),
    /** None. */
    NONE(1, "");

    private static final double ROUNDS_UP = 0.9995;
    private static final double PLAIN_COUNT = 10_000;

    private final double base;
    private final String letters;

    Scale(double base, String letters) {
      this.base = base;
      this.letters = letters;
    }

    /** The prefix in which a value has one to three digits before the point. */
    Prefix fit(double value, Unit unit) {
      double size = Math.abs(value) / ROUNDS_UP;
      if (size == 0 || (this == COUNT && size < PLAIN_COUNT)) {
        return new Prefix(1, "", unit.symbol);
      }
      return this == TIME ? part(size, unit) : multiple(size, unit);
    }

    private Prefix part(double size, Unit unit) {
      int power = 0;
      while (power < letters.length() && size < Math.pow(base, -power)) {
        power++;
      }
      String letter = power == 0 ? "" : letters.substring(power - 1, power);
      return new Prefix(Math.pow(base, -power), "", letter + unit.symbol);
    }

    private Prefix multiple(double size, Unit unit) {
      int power = letters.length();
      while (power > 0 && size < Math.pow(base, power)) {
        power--;
      }
      String letter = power == 0 ? "" : letters.substring(letters.length() - power).substring(0, 1);
      return prefixed(Math.pow(base, power), letter, unit);
    }

    private Prefix prefixed(double factor, String letter, Unit unit) {
      if (this == COUNT) {
        return new Prefix(factor, letter, unit.symbol);
      }
      String binary = this == BINARY && !letter.isEmpty() ? "i" : "";
      return new Prefix(factor, "", letter + binary + unit.symbol);
    }
  }
}
