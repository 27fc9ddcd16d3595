package dev.weir.command.serve;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Syntax;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.config.CommandLineConfig;
import dev.weir.command.config.ConfigException;
import dev.weir.command.config.ConfigReader;
import dev.weir.command.config.EffectiveConfig;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code weir serve}: runs named services until a signal, then drains them. */
public final class ServeCommand extends ParsedSubcommand {

  private List<String> services = new ArrayList<>();
  private List<String> listen = new ArrayList<>();
  private Optional<String> options = Optional.empty();
  private Optional<String> to = Optional.empty();
  private Optional<String> shards = Optional.empty();
  private boolean pinned;
  private boolean steered;
  private Optional<String> limits = Optional.empty();
  private Optional<String> drain = Optional.empty();
  private Optional<String> admin = Optional.empty();
  private boolean adminOpen;
  private Optional<String> otlp = Optional.empty();
  private Optional<String> otlpStep = Optional.empty();
  private Optional<String> logLevel = Optional.empty();
  private Optional<Path> config = Optional.empty();
  private boolean check;
  private boolean list;

  /** Called by the service loader. */
  public ServeCommand() {}

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "run example servers: echo, lines and more";
  }

  @Override
  protected Syntax syntax() {
    return new Syntax(
            "Serves named services until SIGINT or SIGTERM, then drains and exits 0; a second signal cuts the drain short.")
        .words(
            "NAME[=URI,...]",
            "A service and its endpoints; --list prints the names.",
            services::add)
        .values(
            "--listen",
            "URI[,URI...]",
            "The endpoints of the one service that is named without any.",
            listen::add)
        .value(
            "--options",
            "TEXT",
            "Socket options: \"tcp: TCP_NODELAY=on; udp: SO_RCVBUF=4m\"; see weir inspect options.",
            text -> options = Optional.of(text))
        .value(
            "--to",
            "URI",
            "Where a proxy passes connections on to: tcp://127.0.0.1:80.",
            text -> to = Optional.of(text))
        .value(
            "--shards",
            "N",
            "Listening sockets per endpoint that share its port (default: 1).",
            text -> shards = Optional.of(text))
        .flag(
            "--pinned",
            "Bind each loop to a processor of its own; the start report says where.",
            () -> pinned = true)
        .flag(
            "--steered",
            "Let each shard take what the processor of its pinned loop receives.",
            () -> steered = true)
        .value(
            "--limits",
            "NAME=VALUE[,...]",
            "Limits, see docs/config.md: connections=10000,perAddress=64,deny=10.0.0.0/8.",
            text -> limits = Optional.of(text))
        .value(
            "--drain",
            "TIME",
            "How long open connections may take to end (default: 5s).",
            text -> drain = Optional.of(text))
        .value(
            "--admin",
            "URI",
            "Serve /metrics, /health, /ready, /servers, /connections and POST /drain by HTTP there, on loopback.",
            text -> admin = Optional.of(text))
        .flag(
            "--admin-open",
            "Let --admin listen where other machines reach it.",
            () -> adminOpen = true)
        .value(
            "--otlp",
            "URL",
            "Send meters to this collector by OTLP.",
            text -> otlp = Optional.of(text))
        .value(
            "--otlp-step",
            "TIME",
            "Time between two reports by OTLP (default: 1m).",
            text -> otlpStep = Optional.of(text))
        .value(
            "--log-level",
            "LEVEL",
            "error, warn, info, debug or trace (default: WEIR_LOG, or warn).",
            text -> logLevel = Optional.of(text))
        .value(
            "--config",
            "FILE",
            "Take everything from this file; SIGHUP reads its limits and log level again.",
            text -> config = Optional.of(Path.of(text)))
        .flag("--check", "Print the effective configuration and exit.", () -> check = true)
        .flag("--list", "Print the services and exit.", () -> list = true)
        .notes(
            """
            Endpoints: tcp://127.0.0.1:7001, udp://[::1]:7, tcp://:7 (every address, IPv4 and IPv6);
            tcp://10.0.0.1:7000-7003 (a listener each), unix:///run/echo.sock?mode=0660, unix://@name,
            fd://3 or fd://NAME (inherited, as by systemd's socket activation); ?netns=NAME|PATH|PID and
            ?device=eth0 place a socket. Port 0 takes a free one and the start-up report names it.

            Example: echo over TCP and UDP, with a receive buffer that the report reads back
              weir serve echo --listen tcp://127.0.0.1:7001,udp://127.0.0.1:7001 --options SO_RCVBUF=1m
            Example: two services at once, with metrics and health for an operator
              weir serve echo=tcp://:7001,udp://:7001 lines=tcp://:7002 --admin tcp://127.0.0.1:9464
            Example: a Unix socket, and four ports in a network namespace
              weir serve echo --listen unix:///tmp/echo.sock?mode=0600,tcp://:7000-7003?netns=blue
            Example: check a file, then serve it
              weir serve --config weir.yaml --check && weir serve --config weir.yaml

            Exit codes: 0 drained, 1 a service could not start, 2 the command line or the file is wrong.
            """);
  }

  @Override
  protected int call(Terminal terminal) throws Exception {
    return list ? list(terminal) : serve(terminal);
  }

  private static int list(Terminal terminal) {
    for (Service service : Services.all()) {
      terminal.out().printf("%-10s %s%n", service.name(), service.summary());
    }
    return ExitCode.DONE;
  }

  private int serve(Terminal terminal) throws Exception {
    ServeConfig effective;
    try {
      effective = config.isPresent() ? fromFile(config.get()) : fromCommandLine();
    } catch (ConfigException wrong) {
      wrong.problems().forEach(terminal.err()::println);
      return ExitCode.USAGE;
    }
    if (check) {
      terminal.out().print(EffectiveConfig.print(effective, Services.handlers()));
      terminal.out().flush();
    } else {
      Serving.run(effective, config, terminal);
    }
    return ExitCode.DONE;
  }

  private ServeConfig fromFile(Path file) throws ConfigException {
    boolean more =
        adminOpen
            || pinned
            || steered
            || !services.isEmpty()
            || !listen.isEmpty()
            || Stream.of(options, to, shards, limits, drain, admin, otlp, otlpStep, logLevel)
                .anyMatch(Optional::isPresent);
    if (more) {
      throw new UsageException(
          "--config: the file says everything (expected: only --check beside it)");
    }
    return ConfigReader.read(file, Services.handlers());
  }

  private ServeConfig fromCommandLine() {
    if (services.isEmpty()) {
      throw new UsageException(
          "no service (expected: NAME --listen URI, NAME=URI or --config FILE)");
    }
    CommandLineConfig line = new CommandLineConfig();
    Assignment.addAll(line, services, listen);
    line.shared(Settings.OPTIONS_TEXT, options);
    line.shared(Settings.TO, to);
    line.shared(Settings.SHARDS, shards);
    line.shared(Settings.STEERED, given(steered));
    line.process(Settings.PINNED, given(pinned));
    line.limits(limits);
    line.process(Settings.DRAIN, drain);
    line.process(Settings.ADMIN_LISTEN, admin);
    line.process(Settings.ADMIN_OPEN, given(adminOpen));
    line.process(Settings.OTLP_URL, otlp);
    line.process(Settings.OTLP_STEP, otlpStep);
    line.process(Settings.LOG_LEVEL, logLevel);
    return line.build(Services.handlers());
  }

  private static Optional<String> given(boolean flag) {
    return flag ? Optional.of("true") : Optional.empty();
  }
}
