package dev.weir.command.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What machines ask to decide whether to send traffic here, and how they end it. */
final class StatePages {
  private final AdminTarget target;

  StatePages(AdminTarget target) {
    this.target = target;
  }

  List<AdminPage> pages() {
    return List.of(
        AdminPage.get("/health", List.of(), "200 while every server runs or drains", this::health),
        AdminPage.get(
            "/ready",
            List.of(),
            "200 while new connections are served, 503 while draining",
            this::ready),
        AdminPage.post(
            "/drain", List.of("deadline"), "ends the process as SIGTERM does", this::drain));
  }

  private AdminReply health(AdminRequest request) {
    String dead =
        target.draining()
            ? ""
            : target.servers().stream()
                .filter(subject -> subject.server().closed())
                .map(AdminSubject::name)
                .distinct()
                .collect(Collectors.joining(", "));
    return dead.isEmpty()
        ? AdminReply.text(HttpResponseStatus.OK, "healthy")
        : AdminReply.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "closed: " + dead);
  }

  private AdminReply ready(AdminRequest request) {
    if (target.draining()) {
      return AdminReply.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "draining");
    }
    AdminReply health = health(request);
    return health.status().equals(HttpResponseStatus.OK)
        ? AdminReply.text(HttpResponseStatus.OK, "ready")
        : health;
  }

  private AdminReply drain(AdminRequest request) {
    target.drain(request.parameter("deadline").map(text -> request.duration("deadline", text)));
    return AdminReply.json(HttpResponseStatus.ACCEPTED, Map.of("draining", true));
  }
}
