package dev.weir.linux;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * All TCP and UDP sockets of the calling thread's network namespace, out of the kernel's tables. It
 * reads whole tables and looks through all processes, so it blocks and takes milliseconds.
 */
public final class OpenSockets {
  private static final int FIELDS = 10;
  private static final int HEXADECIMAL = 16;
  private static final List<String> STATES =
      List.of(
          "NONE",
          "ESTABLISHED",
          "SYN_SENT",
          "SYN_RECEIVED",
          "FIN_WAIT_1",
          "FIN_WAIT_2",
          "TIME_WAIT",
          "CLOSED",
          "CLOSE_WAIT",
          "LAST_ACK",
          "LISTEN",
          "CLOSING",
          "NEW_SYN_RECEIVED");

  private OpenSockets() {}

  /**
   * Looks at them.
   *
   * @return those that listen first, by port; none away from Linux
   */
  public static List<OpenSocket> all() {
    Map<String, Long> holders = SocketTable.pids();
    return Stream.of(PortProtocol.values())
        .flatMap(protocol -> Stream.of("", "6").flatMap(v -> table(protocol, v, holders)))
        .sorted(
            Comparator.comparingInt((OpenSocket socket) -> socket.listens() ? 0 : 1)
                .thenComparingInt(socket -> socket.local().getPort()))
        .toList();
  }

  private static Stream<OpenSocket> table(
      PortProtocol protocol, String version, Map<String, Long> holders) {
    return SocketTable.table(protocol, version)
        .filter(fields -> fields.length >= FIELDS)
        .map(fields -> socket(protocol, fields, holders));
  }

  private static OpenSocket socket(
      PortProtocol protocol, String[] fields, Map<String, Long> holders) {
    Long pid = holders.get("socket:[" + fields[9] + "]");
    return new OpenSocket(
        protocol,
        state(protocol, Integer.parseInt(fields[3], HEXADECIMAL)),
        SocketTable.address(fields[1]),
        SocketTable.address(fields[2]),
        queue(fields[4], 1),
        queue(fields[4], 0),
        Long.parseLong(fields[7]),
        pid == null ? OptionalLong.empty() : OptionalLong.of(pid),
        pid == null ? "" : SocketTable.command(pid));
  }

  /** UDP has no states of its own. */
  private static String state(PortProtocol protocol, int number) {
    if (protocol == PortProtocol.UDP) {
      return "OPEN";
    }
    return number < STATES.size() ? STATES.get(number) : "STATE_" + number;
  }

  private static long queue(String both, int which) {
    int colon = both.indexOf(':');
    return Long.parseLong(
        which == 0 ? both.substring(0, colon) : both.substring(colon + 1), HEXADECIMAL);
  }
}
