package dev.weir.bandwidth.report.html;

import java.util.List;

/** A plot with its heading, legend, drawings and figures. */
final class PlotHtml {
  private final Plot plot;
  private final Markup out;

  PlotHtml(Plot plot, Markup out) {
    this.plot = plot;
    this.out = out;
  }

  void render() {
    out.open("figure", "class", "plot");
    out.open("figcaption").element("h3", plot.title()).close("figcaption");
    if (plot.series().stream().flatMapToDouble(Series::values).findAny().isPresent()) {
      measured();
    } else {
      out.element("p", "Nothing was measured.");
    }
    out.close("figure");
  }

  private void measured() {
    legend();
    PlotDrawing drawing = new PlotDrawing(plot, out);
    drawing.draw(Format.WIDE);
    drawing.draw(Format.NARROW);
    if (plot instanceof TimePlot time) {
      marks(time.marks());
    }
    new TableHtml(out).render(new PlotFigures(plot).table());
  }

  private void legend() {
    List<Series> series = plot.series();
    boolean always =
        series.size() > Plot.NAMED
            || !series.stream().map(Series::name).allMatch(Format.WIDE::fits);
    out.open("ul", "class", always ? "legend" : "legend narrow", "aria-label", "Lines");
    for (int place = 0; place < Math.min(series.size(), Plot.NAMED); place++) {
      entry(new Stroke(place), series.get(place).name());
    }
    if (series.size() > Plot.NAMED) {
      out.element("li", "in grey: " + (series.size() - Plot.NAMED) + " more");
    }
    out.close("ul");
  }

  private void entry(Stroke stroke, String name) {
    out.open("li").open("svg", "viewBox", "-20 -7 40 14", "aria-hidden", "true");
    out.empty("path", "class", "line " + stroke.style(), "d", "M-19 0H19");
    out.empty("path", "class", "mark " + stroke.style(), "d", stroke.marker());
    out.close("svg").text(name).close("li");
  }

  private void marks(List<Mark> marks) {
    if (marks.isEmpty()) {
      return;
    }
    out.open("ol", "class", "moments", "aria-label", "Moments marked in the plot");
    marks.forEach(
        mark -> out.element("li", Unit.SECONDS.format(mark.seconds()) + ": " + mark.text()));
    out.close("ol");
  }
}
