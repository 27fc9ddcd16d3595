package dev.weir.bandwidth.report.html;

/** Draws moments of interest as lines through the plot, numbered as in the list below it. */
final class MarkDrawing {
  private static final double INSIDE = 12;

  private final Canvas canvas;
  private final Markup out;

  MarkDrawing(Canvas canvas, Markup out) {
    this.canvas = canvas;
    this.out = out;
  }

  void draw(Mark mark, int number) {
    String x = Markup.number(canvas.x(mark.seconds()));
    String top = Markup.number(canvas.frame().top());
    String bottom = Markup.number(canvas.frame().bottom());
    out.empty("path", "class", "moment", "d", "M" + x + " " + top + "V" + bottom);
    out.element(
        "text",
        "(" + number + ")",
        "class",
        "moment",
        "x",
        x,
        "y",
        Markup.number(canvas.frame().top() + INSIDE),
        "text-anchor",
        "middle");
  }
}
