package dev.weir.bandwidth.report.html;

import java.util.List;

/**
 * How a series is told from the others: its place chooses colour and dash (in the style sheet) and
 * marker, any one of which suffices.
 *
 * @param place 0 for the first series; from {@link Plot#NAMED} on, one of the rest in grey
 */
record Stroke(int place) {
  private static final List<String> MARKERS =
      List.of(
          "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
          "M-3.2-3.2h6.4v6.4h-6.4z",
          "M0-4.2L4 3.2H-4z",
          "M0-4.6L4.6 0L0 4.6L-4.6 0z",
          "M-4.2-2.1L-2.1-4.2L0-2.1L2.1-4.2L4.2-2.1L2.1 0L4.2 2.1L2.1 4.2L0 2.1L-2.1 4.2L-4.2 2.1"
              + "L-2.1 0z",
          "M0 4.2L4-3.2H-4z",
          "M-1.4-4.2h2.8v2.8h2.8v2.8h-2.8v2.8h-2.8v-2.8h-2.8v-2.8h2.8z");

  boolean named() {
    return place < Plot.NAMED;
  }

  String style() {
    return named() ? "s" + place : "rest";
  }

  String marker() {
    return MARKERS.get(place);
  }
}
