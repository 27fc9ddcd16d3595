package dev.weir.command.config;

import static java.util.stream.Collectors.joining;

import dev.weir.command.text.NearestName;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.Choice;
import dev.weir.server.option.SocketOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no single setting can see: two values that do not fit together. */
final class CrossChecks {
  private final ServeConfig config;
  private final Handlers handlers;
  private final Problems problems;

  private CrossChecks(ServeConfig config, Handlers handlers, Problems problems) {
    this.config = config;
    this.handlers = handlers;
    this.problems = problems;
  }

  static void run(ServeConfig config, Handlers handlers, Problems problems) {
    CrossChecks checks = new CrossChecks(config, handlers, problems);
    checks.adminAddress();
    config.servers().forEach(checks::handler);
    config.servers().forEach(checks::options);
    checks.sharedEndpoints();
  }

  private void adminAddress() {
    Values process = config.process();
    process
        .find(Settings.ADMIN_LISTEN)
        .flatMap(endpoint -> AdminAddress.refuse(endpoint, process.get(Settings.ADMIN_OPEN)))
        .ifPresent(why -> at(process, Settings.ADMIN_LISTEN, "admin.listen: " + why));
  }

  private void handler(String server, Values values) {
    String name = values.find(Settings.HANDLER).orElse("");
    if (name.isEmpty()) {
      return;
    }
    if (!handlers.names().contains(name)) {
      String meant =
          NearestName.of(name, handlers.names()).map(n -> "; did you mean " + n + "?").orElse("");
      String known = String.join(", ", handlers.names());
      at(
          values,
          Settings.HANDLER,
          path(server, Settings.HANDLER)
              + ": "
              + name
              + " (expected: any of "
              + known
              + ")"
              + meant);
      return;
    }
    for (Endpoint endpoint : values.find(Settings.LISTEN).orElse(List.of())) {
      if (!handlers.speaks(name, endpoint.scheme())) {
        String spoken =
            handlers.spoken().getOrDefault(name, Set.of()).stream()
                .map(Scheme::text)
                .sorted()
                .collect(joining(", "));
        at(
            values,
            Settings.LISTEN,
            path(server, Settings.LISTEN)
                + ": "
                + endpoint
                + " (expected: "
                + spoken
                + ", which is what "
                + name
                + " speaks)");
      }
    }
  }

  /** An option without a section must fit every endpoint, as it must at the start. */
  private void options(String server, Values values) {
    SocketOptions options = values.get(Settings.OPTIONS_TEXT);
    values.find(Settings.LISTEN).orElse(List.of()).stream()
        .map(Endpoint::scheme)
        .distinct()
        .forEach(scheme ->
            options.of(scheme).stream()
                .filter(choice -> !fits(choice, scheme))
                .forEach(choice -> misplaced(server, values, choice, scheme)));
  }

  private static boolean fits(Choice<?> choice, Scheme scheme) {
    return choice.option().scopes().stream().anyMatch(scope -> scope.scheme() == scheme);
  }

  private void misplaced(String server, Values values, Choice<?> choice, Scheme scheme) {
    String text =
        path(server, Settings.OPTIONS_TEXT)
            + ": "
            + choice
            + " for "
            + scheme.text()
            + " (expected: for "
            + choice.option().places()
            + "); write it behind tcp: or udp:";
    at(values, Settings.OPTIONS_TEXT, text);
  }

  private static String path(String server, Setting<?> setting) {
    return "servers." + server + "." + setting.path();
  }

  private void sharedEndpoints() {
    Map<String, String> users = new HashMap<>();
    config
        .process()
        .find(Settings.ADMIN_LISTEN)
        .ifPresent(endpoint -> users.put(endpoint.toString(), "admin"));
    config.servers().forEach((name, values) -> sharedEndpoints(users, name, values));
  }

  private void sharedEndpoints(Map<String, String> users, String server, Values values) {
    for (Endpoint endpoint : values.find(Settings.LISTEN).orElse(List.of())) {
      String other = users.putIfAbsent(endpoint.toString(), "servers." + server);
      if (other != null && endpoint.port() != 0) {
        String text =
            path(server, Settings.LISTEN)
                + ": "
                + endpoint
                + " (expected: an endpoint that "
                + other
                + " does not have)";
        at(values, Settings.LISTEN, text);
      }
    }
  }

  private void at(Values values, Setting<?> setting, String text) {
    values.where(setting).ifPresent(where -> problems.add(where, text));
  }
}
