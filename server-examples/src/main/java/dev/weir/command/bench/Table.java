package dev.weir.command.bench;

import dev.weir.command.bench.Figure.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The bench's results as a table for people: a line a measure, every figure with its unit. */
final class Table {

  private static final String GAP = "  ";
  private static final List<Column> COLUMNS =
      Arrays.stream(Column.values()).filter(column -> column != Column.NONE).toList();

  private final List<List<String>> rows = new ArrayList<>();

  private Table() {
    List<String> heading = new ArrayList<>(List.of("Measured"));
    COLUMNS.forEach(column -> heading.add(column.heading()));
    rows.add(heading);
  }

  static String of(List<PartResult> results) {
    Table table = new Table();
    results.forEach(table::add);
    return table.text();
  }

  private void add(PartResult result) {
    if (result.findings().measures().isEmpty()) {
      rows.add(row(result.title() + result.note(), Map.of()));
    }
    for (Measure measure : result.findings().measures()) {
      rows.add(row(result.title(measure) + result.note(), measure.figures()));
    }
  }

  private static List<String> row(String title, Map<Figure, Double> figures) {
    List<String> row = new ArrayList<>(List.of(title));
    for (Column column : COLUMNS) {
      row.add(
          figures.entrySet().stream()
              .filter(entry -> entry.getKey().column() == column)
              .map(entry -> entry.getKey().text(entry.getValue()))
              .findFirst()
              .orElse(""));
    }
    return row;
  }

  private String text() {
    int[] widths = new int[COLUMNS.size() + 1];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(pad(row.getFirst(), -widths[0]));
    for (int i = 1; i < widths.length; i++) {
      line.append(GAP).append(pad(row.get(i), widths[i]));
    }
    return line.toString().stripTrailing();
  }

  private static String pad(String text, int width) {
    return width == 0 ? text : String.format("%" + width + "s", text);
  }
}
