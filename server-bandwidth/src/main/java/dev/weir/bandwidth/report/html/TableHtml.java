package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table; on a phone each row becomes a card, for which every cell carries its column's heading.
 * The roles keep it a table for screen readers there too.
 */
final class TableHtml {
  /** Columns from which on their text must be smaller. */
  private static final int COMFORTABLE = 6;

  /** Words of a heading that are longer than this many characters may break anywhere. */
  private static final int LONG = 20;

  private final Markup out;

  TableHtml(Markup out) {
    this.out = out;
  }

  void render(Table table) {
    String style = table.columns().size() > COMFORTABLE ? "many" : "few";
    out.open("table", "role", "table", "class", style).element("caption", table.title());
    out.open("thead", "role", "rowgroup").open("tr", "role", "row");
    for (int i = 0; i < table.columns().size(); i++) {
      heading(table.columns().get(i), words(table, i) ? "words" : "figure");
    }
    out.close("tr").close("thead").open("tbody", "role", "rowgroup");
    table.rows().forEach(row -> row(row, table.columns()));
    out.close("tbody").close("table");
  }

  /** Whether a column is one of words, as all of its cells are; one of figures may have gaps. */
  private static boolean words(Table table, int column) {
    return column > 0
        && !table.rows().isEmpty()
        && table.rows().stream().allMatch(row -> row.cells().get(column - 1) instanceof Words);
  }

  private void heading(String name, String style) {
    String breaks =
        Stream.of(name.split(" ")).anyMatch(word -> word.length() > LONG) ? " long" : "";
    out.element("th", name, "role", "columnheader", "scope", "col", "class", style + breaks);
  }

  private void row(Table.Row row, List<String> columns) {
    out.open("tr", "role", "row");
    out.element("th", row.name(), "role", "rowheader", "scope", "row");
    for (int i = 0; i < row.cells().size(); i++) {
      cell(row.cells().get(i), columns.get(i + 1));
    }
    out.close("tr");
  }

  private void cell(Cell cell, String column) {
    switch (cell) {
      case Words(String text) -> out.element("td", text, attributes("words", column));
      case Figure figure -> figure(figure, column);
    }
  }

  private void figure(Figure figure, String column) {
    out.open("td", attributes("figure", column)).open("span");
    out.text(figure.unit().format(figure.value()));
    if (figure.spread()) {
      out.element("small", figure.spreadText(), "title", "lowest to highest");
    }
    out.close("span").close("td");
  }

  private static String[] attributes(String style, String column) {
    return new String[] {"role", "cell", "class", style, "data-column", column};
  }
}
