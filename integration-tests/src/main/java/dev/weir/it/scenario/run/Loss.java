package dev.weir.it.scenario.run;

import dev.weir.it.scenario.result.PacketCount;
import java.util.List;

/** The share of packets that left one host and did not arrive at the other. */
final class Loss {

  private Loss() {}

  /** In per cent, both directions together, of the four counts of two hosts. */
  static double between(List<PacketCount> counts) {
    double left = sum(counts, " out");
    double arrived = sum(counts, " in");
    return left == 0 ? 0 : Math.max(0, 100 * (left - arrived) / left);
  }

  private static double sum(List<PacketCount> counts, String way) {
    return counts.stream()
        .filter(count -> count.place().endsWith(way))
        .mapToDouble(PacketCount::packets)
        .sum();
  }
}
