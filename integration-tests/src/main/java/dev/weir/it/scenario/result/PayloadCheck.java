package dev.weir.it.scenario.result;

import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Protocol;
import java.util.List;
import java.util.OptionalDouble;

/** What the firewall counted of a test's data where it arrived. */
public final class PayloadCheck {

  private static final int IP = 20;
  private static final int UDP = 8;
  // With the timestamps that Linux puts into every segment.
  private static final int TCP = 32;

  private PayloadCheck() {}

  /** Bytes with headers; 0 where nothing was counted. */
  static long arrived(CellResult result) {
    String direction = result.settings().getOrDefault("direction", "up");
    return switch (direction) {
      case "up" -> at(result, "server in");
      case "down" -> at(result, "client in");
      default -> at(result, "server in") + at(result, "client in");
    };
  }

  private static long at(CellResult result, String place) {
    return result.packets().stream()
        .filter(count -> count.place().equals(place))
        .mapToLong(PacketCount::bytes)
        .sum();
  }

  /**
   * How far the firewall's count, less the headers, is from the tool's word.
   *
   * @param told payload that arrived, as the tool tells
   * @return in per cent of what was told; empty where one of them told nothing
   */
  public static OptionalDouble difference(
      List<PacketCount> counts, Protocol protocol, Direction direction, long told) {
    int headers = IP + (protocol == Protocol.TCP ? TCP : UDP);
    double counted =
        counts.stream()
            .filter(count ->
                (count.place().equals("server in") && direction != Direction.DOWN)
                    || (count.place().equals("client in") && direction != Direction.UP))
            .mapToDouble(count -> count.bytes() - (double) headers * count.packets())
            .sum();
    return counted > 0 && told > 0
        ? OptionalDouble.of(100 * Math.abs(counted - told) / told)
        : OptionalDouble.empty();
  }
}
