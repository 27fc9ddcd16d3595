package dev.weir.bandwidth.report.html;

/** Draws grid, ticks and labels of both axes. */
final class AxesDrawing {
  private static final double GAP = 6;
  private static final double LINE = 16;

  private final Canvas canvas;
  private final Frame frame;
  private final Markup out;
  private double taken = -Frame.CHARACTER;

  AxesDrawing(Canvas canvas, Markup out) {
    this.canvas = canvas;
    this.frame = canvas.frame();
    this.out = out;
  }

  void draw() {
    canvas.up().ticks().forEach(this::upTick);
    canvas.across().ticks().forEach(this::acrossTick);
    text(frame.left(), frame.top() - 2 * GAP, "start", canvas.up().label());
    text(frame.end(), frame.bottom() + 2 * LINE + GAP, "end", canvas.across().label());
  }

  private void upTick(Axis.Tick tick) {
    double y = canvas.y(tick.value());
    rule(frame.left(), y, frame.end(), y);
    text(frame.left() - GAP, y + 4, "end", tick.label());
  }

  private void acrossTick(Axis.Tick tick) {
    double x = canvas.x(tick.value());
    rule(x, frame.bottom(), x, frame.bottom() + GAP);
    acrossLabel(x, tick.label());
  }

  /** Stays inside the drawing; is left out where it would touch the one before. */
  private void acrossLabel(double x, String label) {
    double half = label.length() * Frame.CHARACTER / 2;
    double middle = Math.min(x, frame.width() - half);
    if (middle - half >= taken + Frame.CHARACTER) {
      text(middle, frame.bottom() + LINE + 4, "middle", label);
      taken = middle + half;
    }
  }

  private void rule(double fromX, double fromY, double toX, double toY) {
    out.empty(
        "path",
        "class",
        "grid",
        "d",
        "M%s %sL%s %s"
            .formatted(
                Markup.number(fromX),
                Markup.number(fromY),
                Markup.number(toX),
                Markup.number(toY)));
  }

  private void text(double x, double y, String anchor, String label) {
    out.element("text", label, "x", Markup.number(x), "y", Markup.number(y), "text-anchor", anchor);
  }
}
