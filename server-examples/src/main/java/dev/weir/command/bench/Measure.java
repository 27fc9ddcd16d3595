package dev.weir.command.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One row of the table: a name such as {@code up} and its figures.
 *
 * @param name what was measured within its part; empty where the part measures one thing
 * @param figures the figures, each in the unit that its field names
 */
record Measure(String name, Map<Figure, Double> figures) {

  Measure {
    EnumMap<Figure, Double> copy = new EnumMap<>(Figure.class);
    copy.putAll(figures);
    figures = Collections.unmodifiableMap(copy);
  }
}
