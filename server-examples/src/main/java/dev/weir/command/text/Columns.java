package dev.weir.command.text;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of texts as a table for people. */
public final class Columns {
  private Columns() {}

  /** The rows, one a line, each column as wide as its widest text, two spaces between. */
  public static String aligned(List<List<String>> rows) {
    return rows.stream().map(row -> line(rows, row)).collect(Collectors.joining());
  }

  private static String line(List<List<String>> rows, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).append(" ".repeat(width(rows, i) - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing() + System.lineSeparator();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
