package dev.weir.command.config;

import dev.weir.command.config.Setting.Scope;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.SocketOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table of settings. What is not here does not exist, in no file and on no command line. */
public final class Settings {
  private static final int MOST_ENDPOINTS = 64;
  private static final int MOST_SHARDS = 1024;

  private static final ScalarType<Endpoint> ENDPOINT =
      new ScalarType<>(
          "endpoint",
          "an endpoint such as tcp://:7, udp://[::1]:7 or unix:///run/echo.sock",
          Endpoint::parse,
          Endpoint::toString);

  private static final ScalarType<SocketOptions> OPTIONS =
      new ScalarType<>(
          "options",
          "socket options such as tcp: TCP_NODELAY=on, TCP_USER_TIMEOUT=30s",
          SocketOptions::parse,
          SocketOptions::toString);

  static final ScalarType<Boolean> SWITCH =
      new ScalarType<>(
          "switch", "true or false", Settings::parseSwitch, value -> Boolean.toString(value));

  private static final ScalarType<String> WORD =
      new ScalarType<>(
          "name", "a name of letters, digits and dashes", Settings::parseWord, value -> value);

  private static final ScalarType<LogLevel> LEVEL =
      new ScalarType<>("level", LogLevel.EXPECTED, LogLevel::parse, LogLevel::toString);

  private static final ScalarType<URI> URL =
      new ScalarType<>(
          "URL",
          "an address such as http://127.0.0.1:4318/v1/metrics",
          Settings::parseUrl,
          URI::toString);

  /** What answers: the name of an example server, see {@code weir serve --help}. */
  public static final Setting<String> HANDLER =
      Setting.required(Scope.SERVER, "handler", WORD, "what answers: a name of weir serve --help");

  /** Where the server listens. */
  public static final Setting<List<Endpoint>> LISTEN =
      Setting.required(
          Scope.SERVER, "listen", new ListType<>(ENDPOINT, 1, MOST_ENDPOINTS), "where to listen");

  /** Socket options of the server's sockets. */
  public static final Setting<SocketOptions> OPTIONS_TEXT =
      Setting.defaulted(
          Scope.SERVER,
          "options",
          OPTIONS,
          SocketOptions.none(),
          "socket options of its sockets, see weir inspect options");

  /** Sockets and loops that share each port. */
  public static final Setting<Integer> SHARDS =
      Setting.defaulted(
          Scope.SERVER,
          "shards",
          Quantities.whole(1, MOST_SHARDS),
          1,
          "sockets that share each port, each with a loop of its own");

  /** Whether shards take what their loops' processors receive. */
  public static final Setting<Boolean> STEERED =
      Setting.defaulted(
          Scope.SERVER,
          "steered",
          SWITCH,
          false,
          "whether each shard takes what the processor of its loop receives; needs pinned");

  /** Whether loops are bound to processors. */
  public static final Setting<Boolean> PINNED =
      Setting.defaulted(
          Scope.PROCESS,
          "pinned",
          SWITCH,
          false,
          "whether each loop is bound to a processor of those that the process may use");

  /** Where a proxy connects to. */
  public static final Setting<Endpoint> TO =
      Setting.optional(
          Scope.SERVER, "to", ENDPOINT, "the server that every connection is passed on to");

  /** How long open connections may take to end. */
  public static final Setting<Duration> DRAIN =
      Setting.defaulted(
              Scope.PROCESS,
              "drain",
              Quantities.duration(Duration.ZERO, Duration.ofHours(1)),
              Duration.ofSeconds(5),
              "how long open connections may take to end when the process is told to")
          .reloaded();

  /** Where the admin endpoint listens. */
  public static final Setting<Endpoint> ADMIN_LISTEN =
      Setting.optional(
          Scope.PROCESS,
          "admin.listen",
          ENDPOINT,
          "where the admin endpoint listens; there is none without");

  /** Whether other machines may reach the admin endpoint. */
  public static final Setting<Boolean> ADMIN_OPEN =
      Setting.defaulted(
          Scope.PROCESS,
          "admin.open",
          SWITCH,
          false,
          "whether the admin endpoint may listen on an address that other machines reach");

  /** Where meters are sent by OTLP. */
  public static final Setting<URI> OTLP_URL =
      Setting.optional(
          Scope.PROCESS, "otlp.url", URL, "collector that gets the meters by OTLP; none without");

  /** How often meters are sent by OTLP. */
  public static final Setting<Duration> OTLP_STEP =
      Setting.defaulted(
          Scope.PROCESS,
          "otlp.step",
          Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          Duration.ofMinutes(1),
          "time between two reports by OTLP");

  /** The least severe line that is logged. */
  public static final Setting<LogLevel> LOG_LEVEL =
      Setting.optional(
              Scope.PROCESS,
              "log.level",
              LEVEL,
              "the least severe lines that are logged; without, what WEIR_LOG says, or warn")
          .reloaded();

  /** Settings of the process, in the order of the reference. */
  public static final List<Setting<?>> PROCESS =
      List.of(LOG_LEVEL, DRAIN, PINNED, ADMIN_LISTEN, ADMIN_OPEN, OTLP_URL, OTLP_STEP);

  /** Settings of a server whose handler is a pipeline, in the order of the reference. */
  public static final List<Setting<?>> PIPELINE =
      join(List.of(HANDLER, LISTEN, OPTIONS_TEXT, SHARDS, STEERED), LimitSettings.PIPELINE);

  /** Settings of a bandwidth server, in the order of the reference. */
  public static final List<Setting<?>> BANDWIDTH =
      join(List.of(HANDLER, LISTEN), LimitSettings.BANDWIDTH);

  /** Settings of a proxy, in the order of the reference. */
  public static final List<Setting<?>> PROXY = join(PIPELINE, List.of(TO));

  /** Settings of a server whose handler speaks UDP, beside those of a pipeline. */
  public static final List<Setting<?>> UDP = UdpSettings.ALL;

  /** Settings of a server whose handler has sessions of UDP, beside those. */
  public static final List<Setting<?>> SESSIONS = SessionSettings.ALL;

  /** Settings of servers of any kind, each once. */
  public static final List<Setting<?>> SERVER =
      join(join(PROXY, LimitSettings.BANDWIDTH), join(UDP, SESSIONS));

  private Settings() {}

  static List<Setting<?>> join(List<Setting<?>> first, List<Setting<?>> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private static boolean parseSwitch(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes" -> true;
      case "false", "off", "no" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static String parseWord(String text) {
    if (!text.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static URI parseUrl(String text) {
    URI uri = URI.create(text);
    if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        || uri.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return uri;
  }
}
