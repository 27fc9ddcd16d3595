package dev.weir.it.scenario.result;

import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Protocol;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the firewall counted of a test's data where it arrived, beside what the tool says.
 *
 * <p>A tool counts what its receivers had read when the test ended. What was under way then, in
 * queues and in socket buffers, arrives later: it was sent, and nobody reads it. So the tool's own
 * words are two, and a count between them contradicts neither.
 */
public final class PayloadCheck {

  private static final int IP = 20;
  private static final int UDP = 8;
  // With the timestamps that Linux puts into every segment.
  private static final int TCP = 32;
  // A segment of Ethernet's size less those headers.
  private static final int SEGMENT = 1448;

  private PayloadCheck() {}

  /**
   * What a tool says of payload, in bytes.
   *
   * @param read by the receivers until the test ended
   * @param sent by the senders; as much as was read where the tool does not tell
   * @param again segments that TCP sent again, each of which may arrive twice
   */
  public record Told(long read, long sent, double again) {

    /** The most that may arrive. */
    double most() {
      return Math.max(read, sent) + SEGMENT * again;
    }
  }

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
   * How far the firewall's count, less the headers, is below what was read or above all that was
   * sent.
   *
   * @return in per cent of what was read; 0 between both; empty where one of them told nothing
   */
  public static OptionalDouble difference(
      List<PacketCount> counts, Protocol protocol, Direction direction, Told told) {
    int headers = IP + (protocol == Protocol.TCP ? TCP : UDP);
    double counted =
        counts.stream()
            .filter(count ->
                (count.place().equals("server in") && direction != Direction.DOWN)
                    || (count.place().equals("client in") && direction != Direction.UP))
            .mapToDouble(count -> count.bytes() - (double) headers * count.packets())
            .sum();
    double outside = Math.max(told.read() - counted, counted - told.most());
    return counted > 0 && told.read() > 0
        ? OptionalDouble.of(100 * Math.max(0, outside) / told.read())
        : OptionalDouble.empty();
  }
}
