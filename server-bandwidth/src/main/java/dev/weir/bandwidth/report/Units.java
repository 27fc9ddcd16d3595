package dev.weir.bandwidth.report;

import java.util.List;

/**
 * Amounts and rates in a few characters: four for the number, a blank, the unit's name.
 *
 * <p>Amounts and rates in bytes step by 1024, rates in bits by 1000.
 */
public enum Units {
  /** The largest unit that leaves a number of at least 1, in bits. */
  ADAPTIVE('a', -1),
  /** Kilobits. */
  KILOBITS('k', 1),
  /** Megabits. */
  MEGABITS('m', 2),
  /** Gigabits. */
  GIGABITS('g', 3),
  /** Terabits. */
  TERABITS('t', 4),
  /** Kilobytes of 1024. */
  KILOBYTES('K', 1),
  /** Megabytes of 1024². */
  MEGABYTES('M', 2),
  /** Gigabytes of 1024³. */
  GIGABYTES('G', 3),
  /** Terabytes of 1024⁴. */
  TERABYTES('T', 4);

  private static final List<String> PREFIXES = List.of("", "K", "M", "G", "T");

  private final char letter;
  private final int step;

  Units(char letter, int step) {
    this.letter = letter;
    this.step = step;
  }

  /** The letter that chooses this unit on a command line. */
  public char letter() {
    return letter;
  }

  /** An amount of bytes, for example {@code 1.20 MBytes}. */
  public static String amount(long bytes) {
    return print((double) bytes, 1024, -1, "Bytes");
  }

  /** A rate in this unit, for example {@code 10.0 Mbits/sec}. */
  public String rate(double bitsPerSecond) {
    return Character.isUpperCase(letter)
        ? print(bitsPerSecond / 8, 1024, step, "Bytes") + "/sec"
        : print(bitsPerSecond, 1000, step, "bits") + "/sec";
  }

  private static String print(double value, double base, int step, String name) {
    int power = step < 0 ? adaptive(value, base) : step;
    double scaled = value * factor(base, power);
    int places = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
    return Decimals.right(Decimals.fixed(scaled, places), 4) + " " + PREFIXES.get(power) + name;
  }

  /** Divided down step by step, as the original's constants are, so that limits fall alike. */
  private static double factor(double base, int power) {
    double factor = 1;
    for (int step = 0; step < power; step++) {
      factor /= base;
    }
    return factor;
  }

  private static int adaptive(double value, double base) {
    int power = 0;
    for (double rest = value; rest >= base && power < PREFIXES.size() - 1; rest /= base) {
      power++;
    }
    return power;
  }
}
