package dev.weir.command.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong in one file, so that an operator mends all of it in one go. */
public final class Problems {
  /** More than this many lines help nobody; a file that is wrong throughout is cut here. */
  static final int MOST = 100;

  private final Set<Problem> found = new LinkedHashSet<>();

  /** Creates a collection without any. */
  public Problems() {}

  /** Adds one; the same text at the same place is kept once. */
  public void add(Location where, String text) {
    if (found.size() < MOST) {
      found.add(new Problem(where, text));
    }
  }

  /** Adds {@code path: "value" (expected: expected)}, the way every error of Weir is worded. */
  public void expected(Location where, String path, String value, String expected) {
    add(where, path + ": " + value + " (expected: " + expected + ")");
  }

  /**
   * Ends the reading where something was wrong.
   *
   * @throws ConfigException with all problems, in reading order
   */
  public void throwIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw new ConfigException(sorted());
    }
  }

  private List<Problem> sorted() {
    Comparator<Location> readingOrder =
        Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
    List<Problem> list = new ArrayList<>(found);
    list.sort(Comparator.comparing(Problem::where, readingOrder));
    return list;
  }
}
