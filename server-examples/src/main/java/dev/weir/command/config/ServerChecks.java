package dev.weir.command.config;

import static java.util.stream.Collectors.joining;

import dev.weir.command.text.NearestName;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.Choice;
import dev.weir.server.option.SocketOptions;
import java.util.List;
import java.util.stream.Stream;

/** Whether the values of one server fit its handler, and each other. */
final class ServerChecks {
  private static final String NO_CONNECTIONS =
      "means nothing to UDP, which has no connections (expected: its default); leave it out";

  private final String server;
  private final Values values;
  private final Handlers handlers;
  private final Problems problems;
  private final List<Endpoint> endpoints;

  ServerChecks(String server, Values values, Handlers handlers, Problems problems) {
    this.server = server;
    this.values = values;
    this.handlers = handlers;
    this.problems = problems;
    this.endpoints = values.find(Settings.LISTEN).orElse(List.of());
  }

  void run() {
    values
        .find(Settings.HANDLER)
        .ifPresent(name ->
            handlers.find(name).ifPresentOrElse(kind -> fit(name, kind), () -> unknown(name)));
    Stream.of(Scheme.TCP, Scheme.UDP, Scheme.UNIX, Scheme.UNIXGRAM)
        .filter(scheme -> endpoints.stream().anyMatch(e -> e.scheme() == scheme))
        .forEach(this::options);
    limits();
  }

  /** What is written out as it is by default means nothing, and harms nothing. */
  private void datagrams(Handlers.Kind kind) {
    if (!listens()) {
      Stream.concat(Settings.UDP.stream(), Settings.SESSIONS.stream())
          .filter(row -> kind.settings().contains(row))
          .filter(row -> !values.find(row).equals(row.fallback()))
          .forEach(this::unheard);
    }
    if (!values.get(UdpSettings.JOIN).isEmpty() && values.get(Settings.SHARDS) > 1) {
      wrong(
          UdpSettings.JOIN,
          "with several shards (expected: 1); the kernel would spread no group over them");
    }
  }

  /** What an inherited socket speaks shows when it is taken. */
  private boolean listens() {
    return endpoints.isEmpty() || endpoints.stream().anyMatch(e -> e.scheme().fits(Scheme.UDP));
  }

  private void unheard(Setting<?> setting) {
    wrong(setting, "means nothing to streams (expected: a udp endpoint too); leave it out");
  }

  /** Limits that are fine one by one may contradict each other: {@code limits: NAME: ...}. */
  private void limits() {
    try {
      datagrams(LimitSettings.of(values));
    } catch (IllegalArgumentException wrong) {
      String[] words = String.valueOf(wrong.getMessage()).split(": ", 3);
      LimitSettings.PIPELINE.stream()
          .filter(row -> row.path().equals(LimitTable.SECTION + words[1]))
          .forEach(row -> wrong(row, words[2]));
    }
  }

  /** UDP beside TCP leaves to TCP what bounds connections. */
  private void datagrams(Limits limits) {
    if (endpoints.isEmpty() || endpoints.stream().anyMatch(e -> !e.scheme().datagrams())) {
      return;
    }
    List<String> strange = limits.ofConnections();
    LimitSettings.PIPELINE.stream()
        .filter(row -> strange.contains(row.path().substring(LimitTable.SECTION.length())))
        .forEach(row -> wrong(row, NO_CONNECTIONS));
  }

  private void unknown(String name) {
    String meant =
        NearestName.of(name, handlers.names()).map(n -> "; did you mean " + n + "?").orElse("");
    String known = String.join(", ", handlers.names());
    wrong(Settings.HANDLER, "%s (expected: any of %s)%s".formatted(name, known, meant));
  }

  private void fit(String name, Handlers.Kind kind) {
    endpoints.stream()
        .filter(endpoint -> !speaks(kind, endpoint.scheme()))
        .forEach(endpoint -> unspoken(name, kind, endpoint));
    Settings.SERVER.stream()
        .filter(setting -> values.has(setting) && !kind.settings().contains(setting))
        .forEach(setting -> misplaced(name, kind, setting));
    datagrams(kind);
    if (kind.settings().contains(Settings.TO)) {
      target(name);
    }
    if (kind.paired()) {
      endpoints.stream().filter(this::alone).forEach(endpoint -> unpaired(name, endpoint));
    }
  }

  /** A paired one is reached at the same port by UDP, so it needs ports. */
  private static boolean speaks(Handlers.Kind kind, Scheme scheme) {
    return kind.paired()
        ? kind.spoken().contains(scheme)
        : kind.spoken().stream().anyMatch(scheme::fits);
  }

  private void unspoken(String name, Handlers.Kind kind, Endpoint endpoint) {
    String spoken =
        Stream.of(Scheme.values())
            .filter(scheme -> speaks(kind, scheme))
            .map(Scheme::text)
            .collect(joining(", "));
    wrong(
        Settings.LISTEN,
        "%s (expected: %s, which is what %s speaks)".formatted(endpoint, spoken, name));
  }

  private void misplaced(String name, Handlers.Kind kind, Setting<?> setting) {
    String known = kind.settings().stream().map(Setting::path).collect(joining(", "));
    wrong(setting, "means nothing to %s (expected: any of %s)".formatted(name, known));
  }

  private void target(String name) {
    values
        .find(Settings.TO)
        .ifPresentOrElse(
            to -> reachable(to),
            () ->
                wrong(
                    Settings.HANDLER,
                    "%s without a target (expected: %s too, such as tcp://127.0.0.1:80)"
                        .formatted(name, Settings.TO.path())));
  }

  private void reachable(Endpoint to) {
    boolean place = !to.host().isEmpty() && to.port() != 0 && to.ports().single();
    if (to.scheme() != Scheme.UNIX && (to.scheme() != Scheme.TCP || !place)) {
      wrong(Settings.TO, to + " (expected: tcp with a host and a port, or unix)");
    }
  }

  private boolean alone(Endpoint endpoint) {
    return endpoint.scheme() == Scheme.UDP
        && endpoints.stream()
            .noneMatch(other ->
                other.scheme() == Scheme.TCP && other.speaking(Scheme.UDP).equals(endpoint));
  }

  private void unpaired(String name, Endpoint endpoint) {
    wrong(
        Settings.LISTEN,
        "%s (expected: tcp at the same address beside it, as %s needs both)"
            .formatted(endpoint, name));
  }

  /** An option without a section must fit every endpoint, as it must at the start. */
  private void options(Scheme scheme) {
    SocketOptions options = values.get(Settings.OPTIONS_TEXT);
    options.of(scheme).stream()
        .filter(choice -> choice.option().scopes().stream().noneMatch(s -> s.scheme() == scheme))
        .forEach(choice -> misplaced(choice, scheme));
  }

  private void misplaced(Choice<?> choice, Scheme scheme) {
    wrong(
        Settings.OPTIONS_TEXT,
        "%s for %s (expected: for %s); write it behind tcp:, udp:, unix: or unixgram:"
            .formatted(choice, scheme.text(), choice.option().places()));
  }

  private void wrong(Setting<?> setting, String text) {
    values
        .where(setting)
        .ifPresent(
            where -> problems.add(where, "servers." + server + "." + setting.path() + ": " + text));
  }
}
