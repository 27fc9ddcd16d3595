package dev.weir.command.bench;

import dev.weir.command.UsageException;
import dev.weir.server.endpoint.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a bench by their names, in the order that they are run. */
enum PartName {
  TCP_ECHO("tcp-echo"),
  UDP_ECHO("udp-echo"),
  TCP_UP(Way.UP.id()),
  TCP_DOWN(Way.DOWN.id()),
  TCP_BOTH(Way.BOTH.id()),
  UDP(Way.UDP.id());

  private final String id;

  PartName(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  Part make(Bench bench) {
    return switch (this) {
      case TCP_ECHO -> new EchoPart(Scheme.TCP, bench);
      case UDP_ECHO -> new EchoPart(Scheme.UDP, bench);
      case TCP_UP -> new BandwidthPart(Way.UP, bench);
      case TCP_DOWN -> new BandwidthPart(Way.DOWN, bench);
      case TCP_BOTH -> new BandwidthPart(Way.BOTH, bench);
      case UDP -> new BandwidthPart(Way.UDP, bench);
    };
  }

  /** Those with these ids, in their own order; all of them for an empty list. */
  static List<PartName> chosen(List<String> ids) {
    ids.forEach(PartName::requireKnown);
    return Arrays.stream(values()).filter(part -> ids.isEmpty() || ids.contains(part.id)).toList();
  }

  private static void requireKnown(String id) {
    if (Arrays.stream(values()).noneMatch(part -> part.id.equals(id))) {
      String known = Arrays.stream(values()).map(PartName::id).collect(Collectors.joining(", "));
      throw new UsageException("--only: " + id + " (expected: " + known + ")");
    }
  }
}
