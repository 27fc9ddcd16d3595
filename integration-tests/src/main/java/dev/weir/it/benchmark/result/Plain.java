package dev.weir.it.benchmark.result;

import dev.weir.bandwidth.report.html.Unit;

/** Values with their units in plain text, where nobody looks for a space that does not break. */
public final class Plain {

  private static final char NO_BREAK = '\u00a0';

  private Plain() {}

  /** A value with its unit. */
  public static String of(Unit unit, double value) {
    return unit.format(value).replace(NO_BREAK, ' ');
  }
}
