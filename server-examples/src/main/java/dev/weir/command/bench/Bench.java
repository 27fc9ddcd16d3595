package dev.weir.command.bench;

import dev.weir.server.Loops;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the parts of a bench share: loops, socket options and the time that each may take. Server
 * and client have loops of their own, so that neither waits for the other's work; each side gets
 * half of the processors.
 */
final class Bench implements AutoCloseable {

  private final Duration perPart;
  private final Optional<String> congestion;
  private final Loops serverLoops;
  private final Loops clientLoops;

  Bench(Duration perPart, Optional<String> congestion) {
    this.perPart = perPart;
    this.congestion = congestion;
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.serverLoops = Loops.of(loops, "bench-server");
    this.clientLoops = Loops.of(loops, "bench-client");
  }

  Duration perPart() {
    return perPart;
  }

  Loops serverLoops() {
    return serverLoops;
  }

  Loops clientLoops() {
    return clientLoops;
  }

  Optional<String> congestion() {
    return congestion;
  }

  /** Options of every TCP socket at both ends. */
  SocketOptions tcpOptions() {
    return congestion
        .map(name -> SocketOptions.parse("TCP_CONGESTION=" + name))
        .orElseGet(SocketOptions::none);
  }

  Map<String, Object> environment() {
    return Environment.describe(serverLoops.transport(), congestion);
  }

  @Override
  public void close() {
    serverLoops.close();
    clientLoops.close();
  }
}
