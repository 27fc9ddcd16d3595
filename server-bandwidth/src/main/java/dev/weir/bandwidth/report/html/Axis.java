package dev.weir.bandwidth.report.html;

import java.util.List;

/** Where values stand along an edge of a plot. */
sealed interface Axis permits LinearAxis, LogAxis, PercentileAxis {

  /** The place of a value, from 0 at the axis' start to 1 at its end. */
  double place(double value);

  List<Tick> ticks();

  /** What the ticks count, with the unit. */
  String label();

  /** A labelled value of an axis. */
  record Tick(double value, String label) {}
}
