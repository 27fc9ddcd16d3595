package dev.weir.bandwidth.report.html;

import java.util.List;

/**
 * Lines over a common axis.
 *
 * <p>The first {@value #NAMED} series have a colour, a dash, a marker and a label each; any others
 * are drawn in grey behind them and counted. So put the sum before its parts.
 */
public sealed interface Plot extends Block permits TimePlot, PercentilePlot {

  /** How many series of a plot can be told apart. */
  int NAMED = 7;

  /**
   * The heading.
   *
   * @return what is shown
   */
  String title();

  /**
   * The unit of the values.
   *
   * @return unit of the vertical axis
   */
  Unit unit();

  /**
   * The lines.
   *
   * @return the most important one first
   */
  List<Series> series();
}
