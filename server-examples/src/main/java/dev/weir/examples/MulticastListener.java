package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.server.Server;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Session;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.MulticastGroup;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A listener to {@link MulticastBeacon}s. One idea: a beacon is a session; it is there from its
 * first word on, and gone when it has been silent for three seconds.
 *
 * <p>Several listeners of one machine may run side by side: each hears the whole group.
 */
public final class MulticastListener {

  private static final Duration SILENCE = Duration.ofSeconds(3);

  private MulticastListener() {}

  /** A server that tells who comes and who goes. */
  public static UdpServer on(String endpoint, MulticastGroup group, Consumer<String> news) {
    return UdpServer.on(endpoint)
        .name("listener")
        .options("SO_REUSEADDR=on")
        .join(group)
        .sessions(Sessions.idle(SILENCE).limit(1000))
        .handle(() -> new Beacon(news));
  }

  /** Listens until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    MulticastGroup group = MulticastGroup.of("239.77.7.7");
    try (Server server = on("udp://0.0.0.0:7077", group, System.out::println).start()) {
      System.out.println("listening to " + group + " on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private static final class Beacon implements SessionHandler {
    private final Consumer<String> news;
    private String said = "";

    Beacon(Consumer<String> news) {
      this.news = news;
    }

    @Override
    public void received(Session session, ByteBuffer datagram) {
      String text = UTF_8.decode(datagram).toString();
      if (!text.equals(said)) {
        said = text;
        news.accept(host(session) + " is " + text);
      }
    }

    private static String host(Session session) {
      return ((InetSocketAddress) session.remoteAddress()).getAddress().getHostAddress();
    }

    @Override
    public void closed(Session session, Session.Ending ending) {
      news.accept(host(session) + " is gone");
    }
  }
}
