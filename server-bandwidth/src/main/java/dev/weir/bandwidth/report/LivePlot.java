package dev.weir.bandwidth.report;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Draws a test's throughput on a terminal while it runs: a plot for each direction, drawn anew over
 * itself with every interval, of the last minute of them. For terminals that know ANSI's sequences.
 */
public final class LivePlot implements TestEvents {

  private static final int WIDTH = 60;
  private static final int HEIGHT = 6;
  private static final int EIGHTHS = 8;
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

  private enum Way {
    UP,
    DOWN
  }

  private final Units units;
  private final Consumer<String> out;
  private final Map<Way, Deque<Double>> rates = new EnumMap<>(Way.class);
  private int drawn;

  /**
   * A plot of nothing yet.
   *
   * @param units of the rates beside it
   * @param out takes each drawing
   */
  public LivePlot(Units units, Consumer<String> out) {
    this.units = units;
    this.out = out;
  }

  @Override
  public void interval(IntervalReport interval) {
    interval.sums().forEach(this::keep);
    StringBuilder drawing = new StringBuilder();
    if (drawn > 0) {
      drawing.append("\u001b[").append(drawn).append('A');
    }
    rates.forEach((way, values) -> draw(way, values, drawing));
    drawn = rates.size() * (HEIGHT + 1);
    out.accept(drawing.toString());
  }

  private void keep(IntervalSum sum) {
    Deque<Double> values =
        rates.computeIfAbsent(sum.sender() ? Way.UP : Way.DOWN, none -> new ArrayDeque<>());
    values.addLast(sum.bitrate());
    if (values.size() > WIDTH) {
      values.removeFirst();
    }
  }

  private void draw(Way way, Deque<Double> values, StringBuilder drawing) {
    double top = Math.max(1, Collections.max(values));
    for (int row = HEIGHT - 1; row >= 0; row--) {
      drawing.append("  ");
      for (double value : values) {
        drawing.append(block(value / top * HEIGHT - row));
      }
      drawing.append(row == HEIGHT - 1 ? "  " + units.rate(top) : "").append("\u001b[K\n");
    }
    drawing
        .append(way == Way.UP ? "  up    " : "  down  ")
        .append(units.rate(values.getLast()))
        .append("\u001b[K\n");
  }

  private static char block(double height) {
    return BLOCKS.charAt((int) Math.round(Math.clamp(height, 0, 1) * EIGHTHS));
  }
}
