package dev.weir.command.serve;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir serve}: runs named services until a signal, then drains them. */
@Command(
    name = "weir serve",
    sortOptions = false,
    description = "Serves named services until SIGINT or SIGTERM, then drains and exits 0.",
    footer = {
      "",
      "Endpoints: tcp://127.0.0.1:7001, udp://[::1]:7, tcp://:7 (every address, IPv4 and IPv6);",
      "port 0 takes a free one and the start-up report names it.",
      "",
      "Example: echo over TCP and UDP, with a receive buffer that the report reads back",
      "  weir serve echo --listen tcp://127.0.0.1:7001,udp://127.0.0.1:7001 --options SO_RCVBUF=1m",
      "Example: two services at once",
      "  weir serve echo=tcp://:7001,udp://:7001 lines=tcp://:7002",
      "",
      "Exit codes: 0 drained, 1 a service could not start, 2 the command line is wrong."
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
      description = "Socket options: \"tcp: TCP_NODELAY=on; udp: SO_RCVBUF=4m\".")
  private String options = "";

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Listening sockets per endpoint that share its port (default: 1).")
  private int shards = 1;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      description = "How long open connections may take to end (default: 5s).")
  private Duration drain = Duration.ofSeconds(5);

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
    if (services.isEmpty()) {
      throw new UsageException("no service (expected: NAME --listen URI or NAME=URI)");
    }
    List<Assignment> assignments = Assignment.parse(services, listen);
    ServeSettings settings = new ServeSettings(parseOptions(), checkedShards());
    try (RunningServices running = RunningServices.start(assignments, settings)) {
      terminal.out().print(StartReport.of(running.loops(), running.servers(), drain));
      terminal.out().flush();
      terminal.stop().requested().get();
      terminal.err().println("weir serve: " + DrainText.of(running.drain(drain)));
    }
    return ExitCode.DONE;
  }

  private int checkedShards() {
    if (shards < 1 || shards > 1024) {
      throw new UsageException("--shards: " + shards + " (expected: 1 to 1024)");
    }
    return shards;
  }

  private SocketOptions parseOptions() {
    try {
      return SocketOptions.parse(options);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--options: " + wrong.getMessage());
    }
  }
}
