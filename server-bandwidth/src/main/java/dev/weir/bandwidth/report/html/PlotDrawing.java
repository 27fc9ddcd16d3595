package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a plot as SVG, once in each format. */
final class PlotDrawing {
  private final Plot plot;
  private final Markup out;

  PlotDrawing(Plot plot, Markup out) {
    this.plot = plot;
    this.out = out;
  }

  void draw(Format format) {
    Axis up = Axes.up(plot, format.steps);
    Frame frame = format.frame(up, plot.series());
    Canvas canvas = new Canvas(frame, Axes.across(plot, format.steps), up);
    out.open(
        "svg",
        "class",
        "drawing " + format.style,
        "viewBox",
        box(frame),
        "role",
        "img",
        "aria-label",
        description(canvas));
    new AxesDrawing(canvas, out).draw();
    lines(canvas, format);
    marks(canvas);
    if (format.labelled()) {
      new NameDrawing(canvas, format, out).draw(named());
    }
    out.close("svg");
  }

  /** The most important lines are drawn last, over the others. */
  private void lines(Canvas canvas, Format format) {
    LineDrawing line = new LineDrawing(canvas, plot.unit(), format.markers(), out);
    for (int place = plot.series().size() - 1; place >= 0; place--) {
      line.draw(plot.series().get(place), new Stroke(place));
    }
  }

  private void marks(Canvas canvas) {
    MarkDrawing drawing = new MarkDrawing(canvas, out);
    List<Mark> marks = plot instanceof TimePlot time ? time.marks() : List.of();
    for (int i = 0; i < marks.size(); i++) {
      drawing.draw(marks.get(i), i + 1);
    }
  }

  private List<Series> named() {
    return plot.series().stream().limit(Plot.NAMED).toList();
  }

  private String description(Canvas canvas) {
    String names = named().stream().map(Series::name).collect(Collectors.joining(", "));
    return Stream.of(
                "Plot of " + plot.title(), canvas.up().label(), "over " + canvas.across().label())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(", "))
        + ": "
        + names
        + ". The table below has the figures.";
  }

  private static String box(Frame frame) {
    return "0 0 " + Markup.number(frame.width()) + " " + Markup.number(frame.height());
  }
}
