package dev.weir.bandwidth.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON value that keeps the order of its keys and allows a key twice, as the reports to be
 * matched do.
 */
sealed interface Json {

  /** A text. */
  record Text(String value) implements Json {}

  /** A number; whole ones are printed without a point. */
  record Numeric(double value) implements Json {}

  /** A whole number of any size a counter can have. */
  record Whole(long value) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Nothing. */
  record Null() implements Json {}

  /** A key and its value. */
  record Entry(String key, Json value) {}

  /** Values in a row. */
  record Items(List<Json> values) implements Json {
    Items() {
      this(new ArrayList<>());
    }

    void add(Json value) {
      values.add(value);
    }
  }

  /** Keys with their values. */
  record Fields(List<Entry> entries) implements Json {
    Fields() {
      this(new ArrayList<>());
    }

    Fields put(String key, Json value) {
      entries.add(new Entry(key, value));
      return this;
    }

    Fields put(String key, String value) {
      return put(key, new Text(value));
    }

    Fields put(String key, long value) {
      return put(key, new Whole(value));
    }

    Fields put(String key, double value) {
      return put(key, new Numeric(value));
    }

    Fields put(String key, boolean value) {
      return put(key, new Bool(value));
    }
  }
}
