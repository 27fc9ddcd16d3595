package dev.weir.command.admin;

import dev.weir.server.connection.ConnectionView;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /connections}: connections that are open now, as many as asked for. */
final class ConnectionsPage {
  private static final int FEW = 100;
  private static final int MOST = 1000;

  private final AdminTarget target;

  ConnectionsPage(AdminTarget target) {
    this.target = target;
  }

  AdminPage page() {
    return AdminPage.get(
        "/connections",
        List.of("server", "peer", "olderThan", "limit"),
        "open connections, at most " + MOST + ", " + FEW + " unless told",
        this::answer);
  }

  private AdminReply answer(AdminRequest request) {
    Search search = new Search(request);
    target.servers().forEach(search::add);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("open", search.open);
    map.put("matching", search.matching);
    map.put("connections", search.shown);
    return AdminReply.json(HttpResponseStatus.OK, map);
  }

  /** One request's way through the connections: counts all that match, keeps as many as it may. */
  private static final class Search {
    private final Optional<String> server;
    private final Optional<String> peer;
    private final Duration age;
    private final int limit;
    private final List<Map<String, Object>> shown = new ArrayList<>();
    private long open;
    private long matching;

    Search(AdminRequest request) {
      this.server = request.parameter("server");
      this.peer = request.parameter("peer");
      this.age =
          request
              .parameter("olderThan")
              .map(text -> request.duration("olderThan", text))
              .orElse(Duration.ZERO);
      this.limit = request.number("limit", FEW, 1, MOST);
    }

    void add(AdminSubject subject) {
      boolean wanted = server.map(subject.name()::equals).orElse(true);
      subject
          .server()
          .openConnections()
          .forEach(connection -> {
            open++;
            if (wanted && matches(connection)) {
              add(subject, connection);
            }
          });
    }

    private boolean matches(ConnectionView connection) {
      return connection.age().compareTo(age) >= 0
          && peer.map(address -> address.equals(host(connection.remote()))).orElse(true);
    }

    private void add(AdminSubject subject, ConnectionView connection) {
      matching++;
      if (shown.size() < limit) {
        shown.add(data(subject, connection));
      }
    }

    private static Map<String, Object> data(AdminSubject subject, ConnectionView connection) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("server", subject.name());
      map.put("order", connection.order());
      map.put("local", text(connection.local()));
      map.put("remote", text(connection.remote()));
      map.put("ageSeconds", connection.age().toMillis() / 1000.0);
      map.put("bytesIn", connection.bytesIn());
      map.put("bytesOut", connection.bytesOut());
      map.put("bytesWaiting", connection.bytesWaiting());
      return map;
    }

    private static String host(SocketAddress address) {
      return address instanceof InetSocketAddress inet
          ? inet.getAddress().getHostAddress()
          : address.toString();
    }

    private static String text(SocketAddress address) {
      if (!(address instanceof InetSocketAddress inet)) {
        return address.toString();
      }
      String host = host(inet);
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
  }
}
