package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table of figures or words. The first column names each row.
 *
 * @param title the caption
 * @param columns headings, the one of the row names first
 * @param rows as many cells each as there are columns after the first
 */
public record Table(String title, List<String> columns, List<Row> rows) implements Block {

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size() - 1) {
        throw new IllegalArgumentException(
            "cells of row %s: %d (expected: %d, one for each column after the first)"
                .formatted(row.name(), row.cells().size(), columns.size() - 1));
      }
    }
  }

  /**
   * A row of a table.
   *
   * @param name heading of the row
   * @param cells one for each column after the first
   */
  public record Row(String name, List<Cell> cells) {
    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A table without rows.
   *
   * @param title the caption
   * @return the table; give it columns before rows
   */
  public static Table titled(String title) {
    return new Table(title, List.of(""), List.of());
  }

  /**
   * Names the columns.
   *
   * @param names headings, the one of the row names first
   * @return a new table
   */
  public Table columns(String... names) {
    return new Table(title, List.of(names), rows);
  }

  /**
   * Adds a row of figures, or of figures and words.
   *
   * @param name heading of the row
   * @param cells one for each column after the first
   * @return a new table
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public Table row(String name, Cell... cells) {
    return new Table(title, columns, Longer.by(rows, new Row(name, List.of(cells))));
  }

  /**
   * Adds a row of words.
   *
   * @param name heading of the row
   * @param cells one for each column after the first
   * @return a new table
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public Table row(String name, String... cells) {
    return row(name, Stream.of(cells).map(Words::new).toArray(Cell[]::new));
  }
}
