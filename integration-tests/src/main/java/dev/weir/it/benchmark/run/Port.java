package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A port of a process, looked at from outside: a probe would count as a client.
 *
 * @param number of TCP or UDP
 */
record Port(int number) {

  private static final int ATTEMPTS = 100;
  private static final String LISTENING = "0A";
  private static final String ESTABLISHED = "01";

  /** One that was free for TCP and for UDP a moment ago. */
  static Port free() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          DatagramSocket udp =
              new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
        return new Port(udp.getLocalPort());
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** The endpoint, as Weir writes it. */
  String tcp() {
    return "tcp://127.0.0.1:" + number;
  }

  /** The endpoint, as Weir writes it. */
  String udp() {
    return "udp://127.0.0.1:" + number;
  }

  /** How many connections to it are open in the process's network namespace. */
  long connectionsIn(long pid) throws IOException {
    long connections = 0;
    for (String table : List.of("tcp", "tcp6")) {
      Path file = Path.of("/proc", Long.toString(pid), "net", table);
      if (Files.exists(file)) {
        connections += matching(Files.readAllLines(file), ESTABLISHED);
      }
    }
    return connections;
  }

  /** Whether it is bound in the process's network namespace. */
  boolean boundIn(long pid) throws IOException {
    Path tables = Path.of("/proc", Long.toString(pid), "net");
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      Path file = tables.resolve(table);
      if (Files.exists(file)
          && boundIn(Files.readAllLines(file), table.startsWith("tcp") ? LISTENING : "")) {
        return true;
      }
    }
    return false;
  }

  boolean boundIn(List<String> table, String state) {
    return matching(table, state) > 0;
  }

  private long matching(List<String> table, String state) {
    String end = ":%04X".formatted(number);
    return table.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(row ->
            row.length > 3 && row[1].endsWith(end) && (state.isEmpty() || row[3].equals(state)))
        .count();
  }
}
