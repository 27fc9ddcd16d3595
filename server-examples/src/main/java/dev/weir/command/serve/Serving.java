package dev.weir.command.serve;

import dev.weir.command.StopRequest;
import dev.weir.command.Terminal;
import dev.weir.command.admin.AdminServer;
import dev.weir.command.admin.AdminSubject;
import dev.weir.command.admin.AdminTarget;
import dev.weir.command.config.LogLevel;
import dev.weir.command.config.ReloadSignal;
import dev.weir.command.config.Reloader;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Settings;
import dev.weir.command.config.Values;
import dev.weir.command.log.LogToStandardError;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.Endpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/** One run of {@code weir serve}: from the first socket to the drain report. */
final class Serving implements AdminTarget, Reloader.Following {

  private final Terminal terminal;
  private final RunningServices running;
  private final StopRequest stop;
  private final Supervisor manager = new Supervisor();
  private volatile Optional<Duration> deadline = Optional.empty();

  private Serving(Terminal terminal, RunningServices running) {
    this.terminal = terminal;
    this.running = running;
    this.stop = terminal.stop();
  }

  /**
   * Serves until somebody asks it to stop, and drains.
   *
   * @param file what SIGHUP reads again, if there is one
   */
  static void run(ServeConfig config, Optional<Path> file, Terminal terminal)
      throws ExecutionException, InterruptedException {
    config
        .process()
        .find(Settings.LOG_LEVEL)
        .ifPresent(level -> LogToStandardError.level(Optional.of(level.toString())));
    try (Meters meters = Meters.of(config.process());
        RunningServices running = RunningServices.start(config, meters.registry())) {
      new Serving(terminal, running).run(config, file, meters);
    }
  }

  private void run(ServeConfig config, Optional<Path> file, Meters meters)
      throws ExecutionException, InterruptedException {
    Optional<Reloader> reloader = file.map(f -> reloader(f, config));
    try (Admin admin = admin(config.process(), meters.scraped())) {
      tell(config, admin);
      stop.onForce(running::cut);
      manager.ready();
      stop.requested().get();
      manager.stopping();
      meters.send();
      Values process = reloader.map(Reloader::current).orElse(config).process();
      drain(deadline.orElse(process.get(Settings.DRAIN)));
    }
  }

  private void drain(Duration longest) {
    stop.allow(longest);
    terminal.err().println("weir serve: " + DrainText.of(running.drain(longest)));
  }

  private Reloader reloader(Path file, ServeConfig config) {
    Reloader reloader = new Reloader(file, Services.handlers(), config, this);
    ReloadSignal.onHangup(() -> manager.whileReloading(reloader::reload));
    return reloader;
  }

  private void tell(ServeConfig config, Admin admin) {
    Duration drain = config.process().get(Settings.DRAIN);
    String report = StartReport.of(running.loops(), running.servers(), admin.endpoint(), drain);
    terminal.out().print(report);
    terminal.out().flush();
  }

  /** The admin endpoint, or none. */
  private record Admin(Optional<AdminServer> server) implements AutoCloseable {
    Optional<Endpoint> endpoint() {
      return server.map(AdminServer::endpoint);
    }

    @Override
    public void close() {
      server.ifPresent(AdminServer::close);
    }
  }

  private Admin admin(Values process, Optional<PrometheusMeterRegistry> registry) {
    boolean open = process.get(Settings.ADMIN_OPEN);
    return new Admin(
        process
            .find(Settings.ADMIN_LISTEN)
            .map(endpoint -> AdminServer.start(endpoint, open, this, registry.orElseThrow())));
  }

  @Override
  public List<AdminSubject> servers() {
    return running.servers();
  }

  @Override
  public boolean draining() {
    return stop.isRequested();
  }

  @Override
  public void drain(Optional<Duration> until) {
    if (!draining()) {
      deadline = until;
      stop.request();
    }
  }

  @Override
  public void limits(String server, Limits limits) {
    running.limits(server, limits);
  }

  @Override
  public void sessions(String server, UnaryOperator<Sessions> change) {
    running.sessions(server, change);
  }

  @Override
  public void logLevel(Optional<LogLevel> level) {
    LogToStandardError.level(level.map(LogLevel::toString));
  }
}
