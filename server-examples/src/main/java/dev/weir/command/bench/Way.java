package dev.weir.command.bench;

import dev.weir.bandwidth.iperf3.Iperf3Client;
import java.util.List;

/** What a bandwidth part moves, and which way, seen from the client. */
enum Way {
  UP("tcp-up", "TCP bandwidth up"),
  DOWN("tcp-down", "TCP bandwidth down"),
  BOTH("tcp-both", "TCP bandwidth both ways"),
  UDP("udp", "UDP bandwidth up");

  private final String id;
  private final String title;

  Way(String id, String title) {
    this.id = id;
    this.title = title;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** Names of what is measured, in the order of the result's directions. */
  List<String> directions() {
    return this == BOTH ? List.of("up", "down") : List.of("");
  }

  /** What the client sees of its one direction, as the name of a line. */
  String line() {
    return this == DOWN ? "received" : "sent";
  }

  boolean tcp() {
    return this != UDP;
  }

  Iperf3Client apply(Iperf3Client client) {
    return switch (this) {
      case UP -> client;
      case DOWN -> client.reverse();
      case BOTH -> client.bidirectional();
      case UDP -> client.udp().bitrate(BandwidthPart.UDP_RATE).blockSize(BandwidthPart.DATAGRAM);
    };
  }
}
