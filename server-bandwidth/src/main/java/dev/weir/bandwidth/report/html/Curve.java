package dev.weir.bandwidth.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A line that grows for as long as a test runs but holds a bounded number of points: when it is
 * full, neighbours become one, their mean weighed by time.
 */
final class Curve {
  static final int MOST = 512;

  private List<Span> spans = new ArrayList<>();
  private int intervalsEach = 1;
  private int intervalsInLast;

  void add(double end, double seconds, double value) {
    Span span = new Span(end, seconds, value);
    if (!spans.isEmpty() && intervalsInLast < intervalsEach) {
      spans.set(spans.size() - 1, spans.getLast().and(span));
      intervalsInLast++;
      return;
    }
    if (spans.size() == MOST) {
      halve();
    }
    spans.add(span);
    intervalsInLast = 1;
  }

  Series series(String name) {
    return Series.of(name, spans.stream().map(span -> new Point(span.end, span.value)).toList());
  }

  private void halve() {
    List<Span> half = new ArrayList<>(MOST);
    for (int i = 0; i < spans.size(); i += 2) {
      half.add(spans.get(i).and(spans.get(i + 1)));
    }
    spans = half;
    intervalsEach *= 2;
    intervalsInLast = intervalsEach;
  }

  private record Span(double end, double seconds, double value) {

    Span and(Span next) {
      double together = seconds + next.seconds;
      double mean = (value * seconds + next.value * next.seconds) / together;
      return new Span(next.end, together, together > 0 ? mean : next.value);
    }
  }
}
