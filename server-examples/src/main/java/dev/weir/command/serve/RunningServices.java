package dev.weir.command.serve;

import dev.weir.command.admin.AdminSubject;
import dev.weir.command.config.LimitSettings;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Settings;
import dev.weir.command.config.Values;
import dev.weir.server.DrainReport;
import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The servers of one configuration, on the same loops: all of them start, or none stays. */
final class RunningServices implements AutoCloseable {

  private final List<AdminSubject> servers = new ArrayList<>();
  private final Optional<MeterRegistry> registry;
  private final Loops loops;

  private RunningServices(int loops, Optional<MeterRegistry> registry) {
    this.registry = registry;
    this.loops = Loops.of(loops, "serve");
  }

  static RunningServices start(ServeConfig config, Optional<MeterRegistry> registry) {
    int processors = Runtime.getRuntime().availableProcessors();
    int shards =
        config.servers().values().stream().mapToInt(v -> v.get(Settings.SHARDS)).max().orElse(1);
    RunningServices running = new RunningServices(Math.max(shards, processors), registry);
    try {
      config.servers().forEach(running::start);
      return running;
    } catch (RuntimeException failure) {
      running.close();
      throw failure;
    }
  }

  List<AdminSubject> servers() {
    return List.copyOf(servers);
  }

  Loops loops() {
    return loops;
  }

  /** Changes the limits of all servers of a name. */
  void limits(String name, Limits limits) {
    servers.stream()
        .filter(subject -> subject.name().equals(name))
        .forEach(subject -> subject.server().limits(limits));
  }

  /** Drains all at once and waits until the last has closed. */
  List<DrainReport> drain(Duration deadline) {
    List<CompletableFuture<DrainReport>> drains =
        servers.stream()
            .map(subject -> subject.server().drain(deadline).toCompletableFuture())
            .toList();
    return drains.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    servers.forEach(subject -> subject.server().close());
    loops.close();
  }

  private void start(String name, Values values) {
    Service service = Services.named(values.get(Settings.HANDLER));
    for (Scheme scheme : Scheme.values()) {
      Endpoint[] endpoints =
          values.get(Settings.LISTEN).stream()
              .filter(endpoint -> endpoint.scheme() == scheme)
              .toArray(Endpoint[]::new);
      if (endpoints.length > 0) {
        Server server =
            switch (scheme) {
              case TCP -> tcp(name, service, endpoints, values);
              case UDP -> udp(name, service, endpoints, values);
            };
        servers.add(new AdminSubject(name, service.name(), server));
      }
    }
  }

  private Server tcp(String name, Service service, Endpoint[] endpoints, Values values) {
    TcpServer recipe =
        TcpServer.on(endpoints)
            .name(name)
            .loops(loops)
            .options(values.get(Settings.OPTIONS_TEXT))
            .shards(values.get(Settings.SHARDS))
            .limits(LimitSettings.of(values))
            .pipeline(service.tcp().orElseThrow());
    return registry.map(recipe::metrics).orElse(recipe).start();
  }

  private Server udp(String name, Service service, Endpoint[] endpoints, Values values) {
    UdpServer recipe =
        UdpServer.on(endpoints)
            .name(name)
            .loops(loops)
            .options(values.get(Settings.OPTIONS_TEXT))
            .shards(values.get(Settings.SHARDS))
            .limits(LimitSettings.of(values))
            .pipeline(service.udp().orElseThrow());
    return registry.map(recipe::metrics).orElse(recipe).start();
  }
}
