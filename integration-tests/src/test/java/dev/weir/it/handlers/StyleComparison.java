package dev.weir.it.handlers;

import dev.weir.bandwidth.load.EchoLoad;
import dev.weir.bandwidth.load.EchoResult;
import dev.weir.server.Loops;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each way to write a handler costs, for a person to run on a quiet machine: echo rates, the
 * median of rounds that are interleaved over the styles. Arguments: connections, rounds.
 */
final class StyleComparison {
  private static final Duration MEASURED = Duration.ofSeconds(2);

  private StyleComparison() {}

  public static void main(String[] arguments) throws Exception {
    int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Map<EchoStyle, List<Double>> rates = new EnumMap<>(EchoStyle.class);
    try (Loops loops = Loops.of(1, "load")) {
      for (int round = 0; round < rounds; round++) {
        for (EchoStyle style : EchoStyle.values()) {
          rates.computeIfAbsent(style, _ -> new ArrayList<>()).add(rate(style, connections, loops));
        }
      }
    }
    double first = median(rates.getOrDefault(EchoStyle.PIPELINE, List.of()));
    rates.forEach((style, each) ->
        System.out.printf(
            "%-9s %,9.0f echoes/s, %.2f of pipeline, rounds %s%n",
            style, median(each), median(each) / first, each.stream().map(Math::round).toList()));
  }

  private static double rate(EchoStyle style, int connections, Loops loops)
      throws IOException, InterruptedException {
    try (EchoProcess server = EchoProcess.start(style, "-Xmx512m")) {
      EchoResult result =
          EchoLoad.to("tcp://127.0.0.1:" + server.port())
              .connections(connections)
              .warmUp(Duration.ofSeconds(2))
              .duration(MEASURED)
              .loops(loops)
              .start()
              .result()
              .toCompletableFuture()
              .join();
      return result.requestsPerSecond();
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
