package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.Stream;

/** Lists of the immutable model, with more at their end. */
final class Longer {
  private Longer() {}

  static <T> List<T> by(List<? extends T> list, T item) {
    return by(list, List.of(item));
  }

  static <T> List<T> by(List<? extends T> list, List<? extends T> items) {
    return Stream.<T>concat(list.stream(), items.stream()).toList();
  }
}
