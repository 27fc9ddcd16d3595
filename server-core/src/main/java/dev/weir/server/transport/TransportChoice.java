package dev.weir.server.transport;

import io.netty.channel.epoll.Epoll;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides between epoll and NIO: epoll on Linux, NIO elsewhere or where it was asked for. */
public final class TransportChoice {
  /** The system property that asks for a transport: {@code epoll} or {@code nio}. */
  public static final String PROPERTY = "weir.transport";

  private static final Logger LOG = LoggerFactory.getLogger(TransportChoice.class);

  private TransportChoice() {}

  /**
   * The transport of this machine, or the one that the property asks for.
   *
   * @return epoll or NIO; NIO is logged with the reason
   * @throws IllegalStateException where epoll should be there and is not, or the property is wrong
   */
  public static Transport ofThisMachine() {
    String asked = System.getProperty(PROPERTY, "");
    return switch (asked.toLowerCase(Locale.ROOT)) {
      case "epoll" -> epoll();
      case "nio" -> nio("-D" + PROPERTY + "=nio asks for it");
      case "" -> usual();
      default ->
          throw new IllegalStateException(
              "%s: \"%s\" (expected: epoll or nio); correct or remove the property"
                  .formatted(PROPERTY, asked));
    };
  }

  /**
   * NIO, asked for by code.
   *
   * @param reason why, for the log
   * @return NIO
   */
  public static Transport nio(String reason) {
    LOG.info("transport nio: {}; slower than epoll, and with fewer socket options", reason);
    return new NioTransport();
  }

  private static Transport usual() {
    String system = System.getProperty("os.name", "");
    return system.startsWith("Linux") ? epoll() : nio(system + " has no epoll");
  }

  private static Transport epoll() {
    NettyVersions.requireOne();
    if (!Epoll.isAvailable()) {
      throw new IllegalStateException(
          "transport epoll: cannot be loaded: %s; repair that, or ask for NIO with -D%s=nio"
              .formatted(rootOf(Epoll.unavailabilityCause()), PROPERTY),
          Epoll.unavailabilityCause());
    }
    return new EpollTransport();
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
