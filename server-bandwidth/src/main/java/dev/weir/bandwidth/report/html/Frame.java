package dev.weir.bandwidth.report.html;

/**
 * The room of a drawing, in pixels: a box of data inside, axes and labels around it.
 *
 * @param width of the whole
 * @param height of the whole
 * @param left room for the value axis
 * @param right room for the names of lines
 */
record Frame(double width, double height, double left, double right) {
  private static final double TOP = 28;
  private static final double BOTTOM = 44;

  /** Of a digit in the widest of usual fonts; room is kept by it. */
  static final double CHARACTER = 8.3;

  /** Of a letter in bold, likewise on average. */
  static final double BOLD_CHARACTER = 8.8;

  double x(double place) {
    return left + place * (width - left - right);
  }

  double y(double place) {
    return height - BOTTOM - place * (height - TOP - BOTTOM);
  }

  double end() {
    return width - right;
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return height - BOTTOM;
  }
}
