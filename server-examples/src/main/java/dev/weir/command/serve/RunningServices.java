package dev.weir.command.serve;

import dev.weir.command.admin.AdminSubject;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Settings;
import dev.weir.command.config.Values;
import dev.weir.server.DrainReport;
import dev.weir.server.Loops;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The services of one configuration, on the same loops: all of them start, or none stays. */
final class RunningServices implements AutoCloseable {

  private record Entry(String handler, RunningService service) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Optional<MeterRegistry> registry;
  private final Loops loops;

  private RunningServices(Loops loops, Optional<MeterRegistry> registry) {
    this.registry = registry;
    this.loops = loops;
  }

  static RunningServices start(ServeConfig config, Optional<MeterRegistry> registry) {
    RunningServices running = new RunningServices(loops(config), registry);
    try {
      config.servers().forEach(running::start);
      return running;
    } catch (RuntimeException failure) {
      running.close();
      throw failure;
    }
  }

  private static Loops loops(ServeConfig config) {
    int processors = Runtime.getRuntime().availableProcessors();
    int shards =
        config.servers().values().stream().mapToInt(v -> v.get(Settings.SHARDS)).max().orElse(1);
    int threads = Math.max(shards, processors);
    return config.process().get(Settings.PINNED)
        ? Loops.pinned(threads, "serve")
        : Loops.of(threads, "serve");
  }

  private void start(String name, Values values) {
    Service service = Services.named(values.get(Settings.HANDLER));
    ServicePlan plan = new ServicePlan(name, values, loops, registry);
    entries.put(name, new Entry(service.name(), Services.start(service, plan)));
  }

  /** Every server, in the order of the configuration. */
  List<AdminSubject> servers() {
    return entries.entrySet().stream().flatMap(e -> subjects(e.getKey(), e.getValue())).toList();
  }

  private static Stream<AdminSubject> subjects(String name, Entry entry) {
    return entry.service().servers().stream()
        .map(server -> new AdminSubject(name, entry.handler(), server));
  }

  Loops loops() {
    return loops;
  }

  /** Changes the limits of the servers of a name. */
  void limits(String name, Limits limits) {
    Optional.ofNullable(entries.get(name)).ifPresent(entry -> entry.service().limits(limits));
  }

  /** Changes the bounds of sessions of the servers of a name. */
  void sessions(String name, UnaryOperator<Sessions> change) {
    Optional.ofNullable(entries.get(name)).ifPresent(entry -> entry.service().sessions(change));
  }

  /** Drains all at once and waits until the last has closed. */
  List<DrainReport> drain(Duration deadline) {
    List<CompletableFuture<DrainReport>> drains =
        entries.values().stream()
            .flatMap(entry -> entry.service().drain(deadline).stream())
            .toList();
    return drains.stream().map(CompletableFuture::join).toList();
  }

  /** Cuts short what still goes on, as a drain that is under way then reports. */
  void cut() {
    entries.values().forEach(entry -> entry.service().close());
  }

  @Override
  public void close() {
    cut();
    loops.close();
  }
}
