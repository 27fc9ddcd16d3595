package dev.weir.bandwidth.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes each line's name at its end, moved apart where lines end close together. */
final class NameDrawing {
  private static final double LINE = 16;
  private static final double GAP = 10;
  private static final double BASE = 4;
  private static final double NEAR = 12;

  private final Canvas canvas;
  private final Format format;
  private final Markup out;

  NameDrawing(Canvas canvas, Format format, Markup out) {
    this.canvas = canvas;
    this.format = format;
    this.out = out;
  }

  void draw(List<Series> series) {
    List<Name> names =
        series.stream().map(this::name).flatMap(Optional::stream).sorted(Name.DOWN).toList();
    apart(names).forEach(this::draw);
  }

  private Optional<Name> name(Series series) {
    return series.points().reversed().stream()
        .filter(Point::drawable)
        .findFirst()
        .map(last -> new Name(format.cut(series.name()), canvas.y(last.y()) + BASE, last));
  }

  /** From the top down each keeps its distance; what then stands too low moves all back up. */
  private List<Name> apart(List<Name> names) {
    List<Name> placed = new ArrayList<>();
    double free = canvas.frame().top();
    for (Name name : names) {
      placed.add(name.at(Math.max(name.y, free)));
      free = placed.getLast().y + LINE;
    }
    double limit = canvas.frame().bottom() + BASE;
    for (int i = placed.size() - 1; i >= 0; i--, limit -= LINE) {
      placed.set(i, placed.get(i).at(Math.min(placed.get(i).y, limit)));
      limit = placed.get(i).y;
    }
    return placed;
  }

  private void draw(Name name) {
    leader(name);
    out.element(
        "text",
        name.text,
        "class",
        "name",
        "x",
        Markup.number(canvas.frame().end() + GAP),
        "y",
        Markup.number(name.y));
  }

  /** Leads from a line's end to its name, where they are apart. */
  private void leader(Name name) {
    double fromX = canvas.x(name.last.x());
    double fromY = canvas.y(name.last.y());
    double toX = canvas.frame().end() + GAP - 2;
    double toY = name.y - BASE;
    if (Math.hypot(toX - fromX, toY - fromY) > NEAR) {
      String to = Markup.number(toX) + " " + Markup.number(toY);
      out.empty("path", "class", "leader", "d", "M" + canvas.xy(name.last) + "L" + to);
    }
  }

  private record Name(String text, double y, Point last) {
    static final Comparator<Name> DOWN = Comparator.comparingDouble(Name::y);

    Name at(double place) {
      return new Name(text, place, last);
    }
  }
}
