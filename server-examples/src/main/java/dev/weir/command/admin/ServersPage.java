package dev.weir.command.admin;

import dev.weir.command.config.LimitSettings;
import dev.weir.server.Server;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Counters;
import dev.weir.server.option.OptionReport;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /servers}: each server, where it listens, what is in effect and what it has counted. */
final class ServersPage {
  private final AdminTarget target;

  ServersPage(AdminTarget target) {
    this.target = target;
  }

  AdminPage page() {
    return AdminPage.get(
        "/servers",
        List.of("server"),
        "each server: endpoints, options, limits, counters",
        this::answer);
  }

  private AdminReply answer(AdminRequest request) {
    List<Map<String, Object>> servers =
        target.servers().stream()
            .filter(subject -> request.parameter("server").map(subject.name()::equals).orElse(true))
            .map(this::server)
            .toList();
    return AdminReply.json(HttpResponseStatus.OK, Map.of("servers", servers));
  }

  private Map<String, Object> server(AdminSubject subject) {
    Server server = subject.server();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", subject.name());
    map.put("handler", subject.handler());
    map.put("state", state(server));
    map.put("endpoints", server.endpoints().stream().map(Endpoint::toString).toList());
    map.put("options", server.options().stream().map(ServersPage::option).toList());
    map.put("limits", LimitSettings.plain(server.limits()));
    map.put("connections", server.counters().active());
    map.put("counters", counters(server.counters()));
    return map;
  }

  private String state(Server server) {
    if (server.closed()) {
      return "closed";
    }
    return target.draining() ? "draining" : "running";
  }

  private static Map<String, Object> option(OptionReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("endpoint", report.endpoint());
    map.put("name", report.name());
    map.put("asked", report.asked());
    map.put("effective", report.effective());
    map.put("note", report.note());
    return map;
  }

  private static Map<String, Object> counters(Counters counters) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      map.put(count.name().toLowerCase(Locale.ROOT), counters.get(count));
    }
    return map;
  }
}
