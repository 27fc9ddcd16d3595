package dev.weir.command.config;

import dev.weir.server.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What no single server can see: two values that do not fit together. */
final class CrossChecks {
  private final ServeConfig config;
  private final Problems problems;

  private CrossChecks(ServeConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  static void run(ServeConfig config, Handlers handlers, Problems problems) {
    CrossChecks checks = new CrossChecks(config, problems);
    checks.adminAddress();
    config
        .servers()
        .forEach((name, values) -> new ServerChecks(name, values, handlers, problems).run());
    checks.sharedEndpoints();
    config.servers().forEach(checks::steering);
  }

  private void adminAddress() {
    Values process = config.process();
    process
        .find(Settings.ADMIN_LISTEN)
        .flatMap(endpoint -> AdminAddress.refuse(endpoint, process.get(Settings.ADMIN_OPEN)))
        .ifPresent(why -> at(process, Settings.ADMIN_LISTEN, "admin.listen: " + why));
  }

  private void steering(String server, Values values) {
    boolean possible = config.process().get(Settings.PINNED) && values.get(Settings.SHARDS) > 1;
    if (values.get(Settings.STEERED) && !possible) {
      at(
          values,
          Settings.STEERED,
          "servers." + server + ".steered: true (expected: with pinned, and shards from 2)");
    }
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
    for (Endpoint endpoint : each(values.find(Settings.LISTEN).orElse(List.of()))) {
      String other = users.putIfAbsent(endpoint.toString(), "servers." + server);
      if (other != null && (endpoint.port() != 0 || !endpoint.scheme().internet())) {
        String text =
            "servers."
                + server
                + ".listen"
                + ": "
                + endpoint
                + " (expected: an endpoint that "
                + other
                + " does not have)";
        at(values, Settings.LISTEN, text);
      }
    }
  }

  private static List<Endpoint> each(List<Endpoint> endpoints) {
    return endpoints.stream().flatMap(Endpoint::each).toList();
  }

  private void at(Values values, Setting<?> setting, String text) {
    values.where(setting).ifPresent(where -> problems.add(where, text));
  }
}
