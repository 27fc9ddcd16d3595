package dev.weir.bandwidth.report.html;

/**
 * Where points of the data stand on a drawing.
 *
 * @param frame the room
 * @param across the horizontal axis
 * @param up the vertical axis
 */
record Canvas(Frame frame, Axis across, Axis up) {

  double x(double value) {
    return frame.x(across.place(value));
  }

  double y(double value) {
    return frame.y(up.place(value));
  }

  String xy(Point point) {
    return Markup.number(x(point.x())) + " " + Markup.number(y(point.y()));
  }
}
