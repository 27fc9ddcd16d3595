package dev.weir.command.inspect;

import dev.weir.command.text.Columns;
import dev.weir.linux.Affinity;
import dev.weir.linux.call.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What bounds servers on this machine, each with a verdict.
 *
 * @param findings in the order of the listing
 */
record LimitListing(List<LimitFinding> findings) {
  private static final List<String> HEADING = List.of("LIMIT", "HERE", "VERDICT", "WHAT IT BOUNDS");
  private static final int LEAST_PORTS = 20_000;
  private static final double NEARLY_FULL = 0.9;

  static LimitListing ofThisMachine() {
    Stream<LimitFinding> table = MachineLimit.ALL.stream().flatMap(row -> find(row).stream());
    Stream<Optional<LimitFinding>> others = Stream.of(followed(), ports(), processors());
    return new LimitListing(Stream.concat(table, others.flatMap(Optional::stream)).toList());
  }

  private static Optional<LimitFinding> find(MachineLimit row) {
    OptionalLong value = row.value();
    return value.isEmpty() ? Optional.empty() : Optional.of(judged(row, value.getAsLong()));
  }

  private static LimitFinding judged(MachineLimit row, long value) {
    return LimitFinding.of(
        row.name(),
        value == Long.MAX_VALUE ? "unlimited" : Long.toString(value),
        value >= row.least(),
        "low (expected: from " + row.least() + ")",
        row.meaning());
  }

  private static Optional<LimitFinding> followed() {
    List<Long> both =
        Stream.of("count", "max")
            .flatMap(name -> numbers("netfilter/nf_conntrack_" + name))
            .toList();
    if (both.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        LimitFinding.of(
            "net.netfilter.nf_conntrack_count",
            both.getFirst().toString(),
            both.getFirst() < NEARLY_FULL * both.getLast(),
            "nearly full (expected: below 90 % of nf_conntrack_max)",
            "connections that the firewall follows now"));
  }

  private static Optional<LimitFinding> ports() {
    List<Long> range = numbers("ipv4/ip_local_port_range").toList();
    if (range.size() < 2) {
      return Optional.empty();
    }
    long number = range.getLast() - range.getFirst() + 1;
    return Optional.of(
        LimitFinding.of(
            "net.ipv4.ip_local_port_range",
            range.getFirst() + "-" + range.getLast(),
            number >= LEAST_PORTS,
            "low (expected: " + LEAST_PORTS + " ports or more)",
            number + " connections from one address here to one address and port elsewhere"));
  }

  private static Optional<LimitFinding> processors() {
    try {
      List<Integer> allowed = Affinity.ofProcess();
      return Optional.of(
          LimitFinding.of(
              "processors",
              Integer.toString(allowed.size()),
              allowed.size() > 1,
              "one for all loops (expected: 2 or more)",
              "loops that run at the same time: " + allowed));
    } catch (SystemCallException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  private static Stream<Long> numbers(String file) {
    try {
      // By a reader's large buffer: the kernel gives a number to the first read alone.
      return Files.readAllLines(Path.of("/proc/sys/net", file)).stream()
          .flatMap(line -> Stream.of(line.strip().split("\\s+", -1)))
          .map(Long::valueOf);
    } catch (IOException absent) {
      return Stream.empty();
    }
  }

  /** A line for each. */
  String table() {
    List<List<String>> rows = new ArrayList<>(List.of(HEADING));
    findings.forEach(finding -> rows.add(finding.row()));
    return Columns.aligned(rows);
  }

  /** The same for programs: a list of maps. */
  List<Map<String, Object>> data() {
    return findings.stream().map(LimitFinding::data).toList();
  }
}
