package dev.weir.bandwidth.report.html;

import java.util.List;

/** Draws one series: its line with a gap where a value is missing, and its markers. */
final class LineDrawing {
  private final Canvas canvas;
  private final Unit unit;
  private final int markers;
  private final Markup out;

  LineDrawing(Canvas canvas, Unit unit, int markers, Markup out) {
    this.canvas = canvas;
    this.unit = unit;
    this.markers = markers;
    this.out = out;
  }

  void draw(Series series, Stroke stroke) {
    List<Point> points = Thinned.of(series.points());
    out.empty("path", "class", "line " + stroke.style(), "d", path(points));
    if (stroke.named()) {
      mark(series.name(), points.stream().filter(Point::drawable).toList(), stroke);
    }
  }

  private String path(List<Point> points) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (Point point : points) {
      if (point.drawable()) {
        path.append(drawing ? 'L' : 'M').append(canvas.xy(point));
      }
      drawing = point.drawable();
    }
    return path.toString();
  }

  /** Markers of different lines start at different points, so that they do not hide each other. */
  private void mark(String name, List<Point> points, Stroke stroke) {
    int every = Math.max(1, Math.ceilDiv(points.size(), markers));
    for (int i = stroke.place() * every / Plot.NAMED; i < points.size(); i += every) {
      mark(name, points.get(i), stroke);
    }
  }

  private void mark(String name, Point point, Stroke stroke) {
    out.open(
            "path",
            "class",
            "mark " + stroke.style(),
            "transform",
            "translate(" + canvas.xy(point) + ")",
            "d",
            stroke.marker())
        .element("title", name + ": " + unit.format(point.y()))
        .close("path");
  }
}
