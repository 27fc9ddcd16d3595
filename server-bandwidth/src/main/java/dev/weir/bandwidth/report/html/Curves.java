package dev.weir.bandwidth.report.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The growing lines of one plot, in the order in which they first had a value. */
final class Curves {
  private final Map<String, Curve> lines = new LinkedHashMap<>();

  void add(String name, double end, double seconds, double value) {
    lines.computeIfAbsent(name, _ -> new Curve()).add(end, seconds, value);
  }

  List<Series> series() {
    return lines.entrySet().stream().map(line -> line.getValue().series(line.getKey())).toList();
  }
}
