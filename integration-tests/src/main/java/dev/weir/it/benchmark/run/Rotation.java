package dev.weir.it.benchmark.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is measured when: everybody once in every round, each time beginning with the next. */
final class Rotation {

  private Rotation() {}

  /**
   * The order of a round.
   *
   * @param round from 1
   */
  static <T> List<T> of(List<T> variants, int round) {
    List<T> order = new ArrayList<>(variants);
    Collections.rotate(order, -(round - 1));
    return order;
  }
}
