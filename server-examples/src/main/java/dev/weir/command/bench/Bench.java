package dev.weir.command.bench;

import dev.weir.server.Loops;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionReport;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final List<OptionReport> options = new ArrayList<>();
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

  /** Options of every TCP socket of echo, at both ends. */
  SocketOptions tcpOptions() {
    SocketOptions options = SocketOptions.none().with(OptionCatalogue.TCP_NODELAY, true);
    return congestion
        .map(name -> options.with(OptionCatalogue.TCP_CONGESTION, name))
        .orElse(options);
  }

  /** Keeps for the report what the kernel made of a part's options. */
  void effective(List<OptionReport> read) {
    options.addAll(read);
  }

  Map<String, Object> environment() {
    Map<String, Object> fields = Environment.describe(serverLoops.transport(), congestion);
    fields.put("loops_per_end", serverLoops.threads());
    fields.put("options", options.stream().map(Bench::fields).distinct().toList());
    return fields;
  }

  private static Map<String, String> fields(OptionReport option) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", option.name());
    fields.put("asked", option.asked());
    fields.put("effective", option.effective());
    fields.put("note", option.note());
    return fields;
  }

  @Override
  public void close() {
    serverLoops.close();
    clientLoops.close();
  }
}
