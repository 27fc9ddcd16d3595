package dev.weir.bandwidth.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which each power of ten takes the same room, from one round number to another.
 *
 * @param low power of ten of the start, or of three times that where values start higher
 * @param high power of ten of the end, or of three times that
 */
record LogAxis(Unit unit, double low, double high) implements Axis {
  /** Below this ratio of highest to lowest an axis from zero shows more. */
  static final double WORTHWHILE = 20;

  private static final int WIDE = 4;

  static LogAxis between(double low, double high, Unit unit) {
    return new LogAxis(unit, down(low), up(high));
  }

  @Override
  public double place(double value) {
    double bounded = Math.clamp(value, low, high);
    return Math.log10(bounded / low) / Math.log10(high / low);
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    boolean wide = Math.log10(high / low) > WIDE;
    for (double tick = low; tick <= high * 1.01; tick = up(tick * 1.05)) {
      if (!wide || Math.abs(tick / power(tick) - 1) < 0.01) {
        ticks.add(new Tick(tick, unit.scale().fit(tick, unit).tick(tick)));
      }
    }
    return ticks;
  }

  @Override
  public String label() {
    return unit.scale() == Unit.Scale.COUNT ? unit.symbol() + ", logarithmic" : "logarithmic";
  }

  private static double down(double value) {
    double power = power(value);
    return value / power >= 3 * 0.999 ? 3 * power : power;
  }

  private static double up(double value) {
    double power = power(value);
    double digits = value / power;
    return digits <= 1.001 ? power : digits <= 3.003 ? 3 * power : 10 * power;
  }

  private static double power(double value) {
    return Math.pow(10, Math.floor(Math.log10(value) + 1e-6));
  }
}
