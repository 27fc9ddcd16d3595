package dev.weir.it.scenario.result;

/** What the firewall counted of a test's data where it arrived. */
final class PayloadCheck {

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
}
