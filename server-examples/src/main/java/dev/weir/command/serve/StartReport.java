package dev.weir.command.serve;

import dev.weir.command.admin.AdminSubject;
import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.OptionReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code weir serve} says once everything runs: a few lines, the last begins with "ready". */
final class StartReport {

  private StartReport() {}

  static String of(
      Loops loops, List<AdminSubject> servers, Optional<Endpoint> admin, Duration drain) {
    StringBuilder text = new StringBuilder();
    text.append(
        "transport %s, %d loops%s%n"
            .formatted(transport(loops), loops.threads(), processors(loops)));
    for (AdminSubject subject : servers) {
      Server server = subject.server();
      for (Endpoint endpoint : server.endpoints()) {
        text.append(String.format("%-9s %s%n", server.name(), endpoint));
      }
      for (OptionReport option : server.options()) {
        text.append("option    ").append(option).append('\n');
      }
      text.append("limits    ").append(limits(server)).append('\n');
    }
    admin.ifPresent(endpoint -> text.append("admin     %s%n".formatted(endpoint)));
    return text.append("ready; SIGTERM or Ctrl-C drains for at most ")
        .append(seconds(drain))
        .append(" s\n")
        .toString();
  }

  private static String processors(Loops loops) {
    return loops.processors().isEmpty() ? "" : ", pinned to processors " + loops.processors();
  }

  private static String transport(Loops loops) {
    return loops.transport().equals("epoll")
        ? "epoll (native, as always on Linux)"
        : "nio (no epoll here, or weir.transport=nio asks for it)";
  }

  /** Datagrams have no connections to be limited. */
  private static String limits(Server server) {
    Limits limits = server.limits();
    if (server.endpoints().stream().allMatch(e -> e.scheme().datagrams())) {
      return "%d bytes waiting to be sent".formatted(limits.outbound());
    }
    return "%d connections, idle %s s, %d bytes waiting to be sent"
        .formatted(limits.connections(), seconds(limits.idle()), limits.outbound());
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? Long.toString(duration.toSeconds())
        : Double.toString(duration.toMillis() / 1000.0);
  }
}
