package dev.weir.it.scenario.result;

import dev.weir.it.scenario.Metric;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Figures in a line for people. */
public final class FigureText {

  private FigureText() {}

  /** Such as {@code throughput 941 Mbit/s, retransmits 3}. */
  public static String of(Map<String, Double> figures) {
    return Arrays.stream(Metric.values())
        .filter(metric -> figures.containsKey(metric.word()))
        .map(metric ->
            metric.word()
                + " "
                + metric.unit().format(Objects.requireNonNull(figures.get(metric.word()))))
        .collect(Collectors.joining(", "));
  }
}
