package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two processors: servers on one, load on the other.
 *
 * @param server number of the servers' processor
 * @param client number of the load's processor
 */
record Cpus(int server, int client) {

  private static final String ALLOWED = "Cpus_allowed_list:";

  /**
   * Those named, or the first two that this process may use.
   *
   * @param text such as {@code 0,1}; empty to choose
   */
  static Cpus of(String text) throws IOException {
    List<Integer> numbers = text.isBlank() ? allowed() : list(text);
    if (numbers.size() < 2) {
      throw new IllegalArgumentException(
          "weir.benchmark.cpus: %s (expected: two processors, one for servers and one for load)"
              .formatted(text.isBlank() ? numbers : text));
    }
    return new Cpus(numbers.get(0), numbers.get(1));
  }

  private static List<Integer> allowed() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> list(line.substring(ALLOWED.length())))
        .findFirst()
        .orElse(List.of());
  }

  /** Reads {@code 0-3,8} as the kernel and taskset write it. */
  static List<Integer> list(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.strip().split(",", -1)) {
      String[] ends = part.strip().split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int cpu = Integer.parseInt(ends[0]); cpu <= last; cpu++) {
        numbers.add(cpu);
      }
    }
    return numbers;
  }

  List<String> onServer() {
    return on(Integer.toString(server));
  }

  List<String> onClient() {
    return on(Integer.toString(client));
  }

  List<String> onBoth() {
    return on(server + "," + client);
  }

  private static List<String> on(String cpus) {
    return List.of("taskset", "-c", cpus);
  }
}
