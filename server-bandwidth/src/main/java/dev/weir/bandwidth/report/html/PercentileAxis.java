package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Percentiles from 0 on, each further nine taking the same room.
 *
 * @param nines how many the axis shows
 */
record PercentileAxis(int nines) implements Axis {
  private static final int FEWEST = 2;
  private static final int MOST = 6;

  static PercentileAxis upTo(double percentile) {
    double nines = Math.ceil(nines(percentile) - 1e-6);
    return new PercentileAxis((int) Math.clamp(nines, FEWEST, MOST));
  }

  @Override
  public double place(double percentile) {
    return Math.clamp(nines(percentile) / nines, 0, 1);
  }

  @Override
  public List<Tick> ticks() {
    return IntStream.rangeClosed(-1, nines).mapToObj(PercentileAxis::tick).toList();
  }

  @Override
  public String label() {
    return "percentile";
  }

  private static double nines(double percentile) {
    return percentile >= 100 ? MOST : -Math.log10(1 - percentile / 100);
  }

  private static Tick tick(int index) {
    return switch (index) {
      case -1 -> new Tick(0, "0");
      case 0 -> new Tick(50, "50");
      case 1 -> new Tick(90, "90");
      case 2 -> new Tick(99, "99");
      default -> new Tick(100 - Math.pow(10, 2 - index), "99." + "9".repeat(index - 2));
    };
  }
}
