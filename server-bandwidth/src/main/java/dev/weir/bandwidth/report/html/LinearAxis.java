package dev.weir.bandwidth.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An axis of equal steps, each a round number in the axis' own prefix.
 *
 * @param first first step, in prefixed units
 * @param last last step with a tick
 * @param end where the axis ends, in steps
 * @param step between two ticks
 */
record LinearAxis(Prefix prefix, String label, long first, long last, double end, double step)
    implements Axis {

  /** An axis that starts at zero (or below, if values do) and ends at a round number. */
  static LinearAxis upTo(double low, double high, int steps, Unit unit) {
    Prefix prefix = unit.scale().fit(Math.max(Math.abs(low), Math.abs(high)), unit);
    return of(prefix, prefix.unit(), low / prefix.factor(), high / prefix.factor(), steps);
  }

  /** An axis of seconds, or of minutes or hours where seconds would be many. */
  static LinearAxis time(double high, int steps) {
    if (high > 7200) {
      return of(new Prefix(3600, "", "h"), "time, h", 0, high / 3600, steps).until(high / 3600);
    }
    return high > 300
        ? of(new Prefix(60, "", "min"), "time, min", 0, high / 60, steps).until(high / 60)
        : of(new Prefix(1, "", "s"), "time, s", 0, high, steps).until(high);
  }

  @Override
  public double place(double value) {
    return (value / prefix.factor() / step - first) / (end - first);
  }

  @Override
  public List<Tick> ticks() {
    return LongStream.rangeClosed(first, last).mapToObj(this::tick).toList();
  }

  private static LinearAxis of(Prefix prefix, String label, double low, double high, int steps) {
    double start = Math.min(0, low);
    double step = roundUp((high > start ? high - start : 1) / steps);
    long first = (long) Math.floor(start / step + 1e-9);
    long last = Math.max(first + 1, (long) Math.ceil(high / step - 1e-9));
    return new LinearAxis(prefix, label, first, last, last, step);
  }

  /** The same steps, but ending where the data does. */
  private LinearAxis until(double high) {
    double place = high / step;
    return place > first
        ? new LinearAxis(prefix, label, first, (long) (place + 1e-9), place, step)
        : this;
  }

  /** The next number that is 1, 2 or 5 times a power of ten. */
  private static double roundUp(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double digits = step / power;
    return power * (digits <= 1 + 1e-9 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }

  private Tick tick(long index) {
    BigDecimal number = BigDecimal.valueOf(index * step).round(new MathContext(6));
    String digits = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    return new Tick(index * step * prefix.factor(), index == 0 ? digits : digits + prefix.suffix());
  }
}
