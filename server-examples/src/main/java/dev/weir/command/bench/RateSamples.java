package dev.weir.command.bench;

import dev.weir.bandwidth.report.html.Point;
import dev.weir.bandwidth.report.html.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns a counter, looked at now and then, into a rate over time. One thread. */
final class RateSamples {

  // Closer looks than this show the scheduler's doing rather than the server's.
  private static final double SHORTEST_SECONDS = 0.4;

  private final List<Point> points = new ArrayList<>();
  private double lastSeconds;
  private long lastCount;

  void look(Duration elapsed, long count) {
    double seconds = elapsed.toNanos() / 1e9;
    if (seconds - lastSeconds >= SHORTEST_SECONDS) {
      points.add(new Point(seconds, (count - lastCount) / (seconds - lastSeconds)));
      lastSeconds = seconds;
      lastCount = count;
    }
  }

  Series series(String name) {
    return Series.of(name, points);
  }
}
