package dev.weir.bandwidth.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A line's points for drawing: at most two for each column of pixels, the lowest and the highest,
 * so that no peak is lost and a day of intervals stays a small file.
 */
final class Thinned {
  private static final int COLUMNS = 400;

  private Thinned() {}

  static List<Point> of(List<Point> points) {
    if (points.size() <= 2 * COLUMNS) {
      return points;
    }
    List<Point> kept = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      int from = (int) ((long) points.size() * column / COLUMNS);
      int to = (int) ((long) points.size() * (column + 1) / COLUMNS);
      kept.addAll(extremes(points.subList(from, to)));
    }
    return kept;
  }

  private static List<Point> extremes(List<Point> points) {
    Comparator<Point> byValue = Comparator.comparingDouble(Point::y);
    List<Point> drawable = points.stream().filter(Point::drawable).toList();
    if (drawable.isEmpty()) {
      return List.of(points.getFirst());
    }
    Point low = drawable.stream().min(byValue).orElseThrow();
    Point high = drawable.stream().max(byValue).orElseThrow();
    return low.x() <= high.x() ? List.of(low, high) : List.of(high, low);
  }
}
