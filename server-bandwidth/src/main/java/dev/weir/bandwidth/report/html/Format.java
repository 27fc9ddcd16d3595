package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The two sizes each plot is drawn in. Scaling one drawing would make its text unreadable on a
 * phone or huge on a desk.
 */
enum Format {
  /** For desks and paper; lines are named at their end. */
  WIDE("wide", 820, 320, 22, 8, 24),
  /** For phones; lines are named above. */
  NARROW("narrow", 328, 250, 0, 4, 12);

  private static final double MARGIN = 12;

  final String style;
  final int steps;
  private final double width;
  private final double height;
  private final int longestName;
  private final int markers;

  Format(String style, double width, double height, int longestName, int steps, int markers) {
    this.style = style;
    this.width = width;
    this.height = height;
    this.longestName = longestName;
    this.steps = steps;
    this.markers = markers;
  }

  /** How many markers a line gets; a line of no more points has one at each. */
  int markers() {
    return markers;
  }

  boolean labelled() {
    return longestName > 0;
  }

  boolean fits(String name) {
    return name.length() <= longestName;
  }

  String cut(String name) {
    if (!labelled() || fits(name)) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(longestName - 2));
    return name.substring(0, longestName - (splitsPair ? 2 : 1)) + "…";
  }

  Frame frame(Axis up, List<Series> series) {
    double ticks = up.ticks().stream().mapToInt(t -> t.label().length()).max().orElse(1);
    DoubleStream names =
        IntStream.range(0, Math.min(series.size(), Plot.NAMED))
            .mapToDouble(i -> cut(series.get(i).name()).length());
    double right = labelled() ? MARGIN + names.max().orElse(0) * Frame.BOLD_CHARACTER : MARGIN + 6;
    return new Frame(width, height, MARGIN + ticks * Frame.CHARACTER, right);
  }
}
