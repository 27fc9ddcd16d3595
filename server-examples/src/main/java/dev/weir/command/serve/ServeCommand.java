package dev.weir.command.serve;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.config.CommandLineConfig;
import dev.weir.command.config.ConfigException;
import dev.weir.command.config.ConfigReader;
import dev.weir.command.config.EffectiveConfig;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Settings;
import dev.weir.command.config.UdpSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir serve}: runs named services until a signal, then drains them. */
@Command(
    name = "weir serve",
    sortOptions = false,
    description =
        "Serves named services until SIGINT or SIGTERM, then drains and exits 0; a second signal cuts the drain short.",
    footer = {
      "",
      "Endpoints: tcp://127.0.0.1:7001, udp://[::1]:7, tcp://:7 (every address, IPv4 and IPv6);",
      "tcp://10.0.0.1:7000-7003 (a listener each), unix:///run/echo.sock?mode=0660, unix://@name,",
      "unixgram:///run/log.sock (datagrams), fd://3 or fd://NAME (inherited, as by systemd);",
      "?netns=NAME|PATH|PID and ?device=eth0 place a socket. Port 0 takes a free one and the start-up report names it.",
      "",
      "Example: echo over TCP and UDP, with a receive buffer that the report reads back",
      "  weir serve echo --listen tcp://127.0.0.1:7001,udp://127.0.0.1:7001 --options SO_RCVBUF=1m",
      "Example: two services at once, with metrics and health for an operator",
      "  weir serve echo=tcp://:7001,udp://:7001 lines=tcp://:7002 --admin tcp://127.0.0.1:9464",
      "Example: a Unix socket, and four ports in a network namespace",
      "  weir serve echo --listen unix:///tmp/echo.sock?mode=0600,tcp://:7000-7003?netns=blue",
      "Example: check a file, then serve it",
      "  weir serve --config weir.yaml --check && weir serve --config weir.yaml",
      "",
      "Exit codes: 0 drained, 1 a service could not start, 2 the command line or the file is wrong."
    })
public final class ServeCommand extends ParsedSubcommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME[=URI,...]",
      description = "A service and its endpoints; --list prints the names.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = "--listen",
      paramLabel = "URI[,URI...]",
      description = "The endpoints of the one service that is named without any.")
  private List<String> listen = new ArrayList<>();

  @Option(
      names = "--options",
      paramLabel = "TEXT",
      description =
          "Socket options: \"tcp: TCP_NODELAY=on; udp: SO_RCVBUF=4m\"; see weir inspect options.")
  private Optional<String> options = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "URI",
      description = "Where a proxy passes connections on to: tcp://127.0.0.1:80.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Listening sockets per endpoint that share its port (default: 1).")
  private Optional<String> shards = Optional.empty();

  @Option(
      names = "--pinned",
      description = "Bind each loop to a processor of its own; the start report says where.")
  private boolean pinned;

  @Option(
      names = "--steered",
      description = "Let each shard take what the processor of its pinned loop receives.")
  private boolean steered;

  @Option(
      names = "--limits",
      paramLabel = "NAME=VALUE[,...]",
      description = "Limits, see docs/config.md: connections=10000,perAddress=64,deny=10.0.0.0/8.")
  private Optional<String> limits = Optional.empty();

  @Option(
      names = "--sessions",
      paramLabel = "NAME=VALUE[,...]",
      description = "Bounds of UDP sessions, see docs/config.md: idle=30s,limit=1000,queue=64.")
  private Optional<String> sessions = Optional.empty();

  @Option(
      names = "--metadata",
      paramLabel = "NAME[,...]",
      description =
          "What UDP handlers are told: destination, ttl, traffic-class, timestamp, drops.")
  private Optional<String> metadata = Optional.empty();

  @Option(
      names = "--join",
      paramLabel = "GROUP[,...]",
      description =
          "Multicast groups: 239.7.7.7, \"ff15::7 on eth0\", \"232.1.1.1 from 10.0.0.9\".")
  private Optional<String> join = Optional.empty();

  @Option(
      names = "--batching",
      paramLabel = "NAME=VALUE[,...]",
      description = "How UDP moves many by one call: messages=64,join=on,segment=on.")
  private Optional<String> batching = Optional.empty();

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      description = "How long open connections may take to end (default: 5s).")
  private Optional<String> drain = Optional.empty();

  @Option(
      names = "--admin",
      paramLabel = "URI",
      description =
          "Serve /metrics, /health, /ready, /servers, /connections and POST /drain by HTTP there, on loopback.")
  private Optional<String> admin = Optional.empty();

  @Option(names = "--admin-open", description = "Let --admin listen where other machines reach it.")
  private boolean adminOpen;

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description = "Send meters to this collector by OTLP.")
  private Optional<String> otlp = Optional.empty();

  @Option(
      names = "--otlp-step",
      paramLabel = "TIME",
      description = "Time between two reports by OTLP (default: 1m).")
  private Optional<String> otlpStep = Optional.empty();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info, debug or trace (default: WEIR_LOG, or warn).")
  private Optional<String> logLevel = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take everything from this file; SIGHUP reads its limits and log level again.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--check", description = "Print the effective configuration and exit.")
  private boolean check;

  @Option(names = "--list", description = "Print the services and exit.")
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
                .anyMatch(Optional::isPresent)
            || Stream.of(sessions, metadata, join, batching).anyMatch(Optional::isPresent);
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
    line.sessions(sessions);
    line.shared(UdpSettings.METADATA, metadata);
    line.shared(UdpSettings.JOIN, join);
    line.batching(batching);
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
