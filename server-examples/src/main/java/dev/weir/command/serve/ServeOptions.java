package dev.weir.command.serve;

import dev.weir.command.config.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The command line of {@code weir serve}, said to picocli in code: reading annotations would make a
 * start a fifth longer. Each option is text; what it means is the table of settings' business.
 */
final class ServeOptions {

  private static final String LISTEN = "--listen";
  private static final String CONFIG = "--config";

  private static final String[] FOOTER = {
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
  };

  private final PositionalParamSpec services =
      PositionalParamSpec.builder()
          .arity("0..*")
          .paramLabel("NAME[=URI,...]")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description("A service and its endpoints; --list prints the names.")
          .build();

  private final CommandSpec spec = CommandSpec.create().name("weir serve").addPositional(services);

  ServeOptions(OptionSpec help) {
    spec.addOption(help);
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Serves named services until SIGINT or SIGTERM, then drains and exits 0; a second signal"
                + " cuts the drain short.")
        .footer(FOOTER);
    ofServers();
    ofProcess();
  }

  private void ofServers() {
    spec.addOption(
        OptionSpec.builder(LISTEN)
            .paramLabel("URI[,URI...]")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("The endpoints of the one service that is named without any.")
            .build());
    text(
        "--options",
        "TEXT",
        "Socket options: \"tcp: TCP_NODELAY=on; udp: SO_RCVBUF=4m\"; see weir inspect options.");
    text("--to", "URI", "Where a proxy passes connections on to: tcp://127.0.0.1:80.");
    text("--shards", "N", "Listening sockets per endpoint that share its port (default: 1).");
    flag("--pinned", "Bind each loop to a processor of its own; the start report says where.");
    flag("--steered", "Let each shard take what the processor of its pinned loop receives.");
    text(
        "--limits",
        "NAME=VALUE[,...]",
        "Limits, see docs/config.md: connections=10000,perAddress=64,deny=10.0.0.0/8.");
    text(
        "--sessions",
        "NAME=VALUE[,...]",
        "Bounds of UDP sessions, see docs/config.md: idle=30s,limit=1000,queue=64.");
    text(
        "--metadata",
        "NAME[,...]",
        "What UDP handlers are told: destination, ttl, traffic-class, timestamp, drops.");
    text(
        "--join",
        "GROUP[,...]",
        "Multicast groups: 239.7.7.7, \"ff15::7 on eth0\", \"232.1.1.1 from 10.0.0.9\".");
    text(
        "--batching",
        "NAME=VALUE[,...]",
        "How UDP moves many by one call: messages=64,join=on,segment=on.");
  }

  private void ofProcess() {
    text("--drain", "TIME", "How long open connections may take to end (default: 5s).");
    text(
        "--admin",
        "URI",
        "Serve /metrics, /health, /ready, /servers, /connections and POST /drain by HTTP there, on"
            + " loopback.");
    flag("--admin-open", "Let --admin listen where other machines reach it.");
    text("--otlp", "URL", "Send meters to this collector by OTLP.");
    text("--otlp-step", "TIME", "Time between two reports by OTLP (default: 1m).");
    text("--log-level", "LEVEL", "error, warn, info, debug or trace (default: WEIR_LOG, or warn).");
    text(
        CONFIG,
        "FILE",
        "Take everything from this file; SIGHUP reads its limits and log level again.");
    flag("--check", "Print the effective configuration and exit.");
    flag("--list", "Print the services and exit.");
  }

  private void text(String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(String.class)
            .description(description)
            .build());
  }

  private void flag(String name, String description) {
    spec.addOption(OptionSpec.builder(name).type(boolean.class).description(description).build());
  }

  /** What picocli parses, and prints as help. */
  CommandSpec spec() {
    return spec;
  }

  List<String> services() {
    return Optional.<List<String>>ofNullable(services.getValue()).orElse(List.of());
  }

  List<String> listen() {
    return Optional.<List<String>>ofNullable(spec.findOption(LISTEN).getValue()).orElse(List.of());
  }

  Optional<Path> config() {
    return text(CONFIG).map(Path::of);
  }

  /** What the option of a setting says, if it is given. */
  Optional<String> text(Setting<?> setting) {
    return text(setting.option());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(spec.findOption(name).getValue());
  }

  /** The flag of a setting as a setting's text, if it is given. */
  Optional<String> flag(Setting<?> setting) {
    return flag(setting.option()) ? Optional.of("true") : Optional.empty();
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(spec.findOption(name).getValue());
  }

  /** The first option of the line that says something which a file would say, if there is one. */
  boolean saysMoreThan(String... names) {
    return !services().isEmpty()
        || spec.options().stream()
            .filter(option -> Stream.of(names).noneMatch(option.longestName()::equals))
            .anyMatch(
                option -> option.getValue() != null && !Boolean.FALSE.equals(option.getValue()));
  }
}
