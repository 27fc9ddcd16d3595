package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.time.Duration;

/**
 * What bounds a server. Immutable; every method gives new limits. All are on from the start, with
 * generous values.
 *
 * @param connections open at once in the whole server; one more is reset before it has a pipeline.
 *     From 1; 100,000 by default
 * @param idle a connection on which nothing moves for this long is closed; zero for never. 10
 *     minutes by default
 * @param outbound bytes that may wait to be sent: a connection that writes more while as many wait
 *     is closed, a datagram more is dropped. From 64 KiB; 64 MiB by default
 */
public record Limits(int connections, Duration idle, int outbound) {
  private static final AttributeKey<Limits> KEY = AttributeKey.valueOf(Limits.class, "limits");
  private static final int LEAST_OUTBOUND = 64 * 1024;
  private static final Limits DEFAULTS =
      new Limits(100_000, Duration.ofMinutes(10), 64 * 1024 * 1024);

  /**
   * Limits in range.
   *
   * @throws IllegalArgumentException where one is out of range
   */
  public Limits {
    require(connections >= 1, "connections", connections, "from 1");
    require(
        idle.isZero() || idle.compareTo(Duration.ofMillis(10)) >= 0,
        "idle",
        idle,
        "PT0S for never, or from PT0.01S");
    require(outbound >= LEAST_OUTBOUND, "outbound", outbound, "from 65536 bytes");
  }

  /**
   * The limits of a server that was given none.
   *
   * @return the values above
   */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * The limits that a channel's server was started with.
   *
   * @param channel of a server or client of Weir
   * @return its limits; the defaults where the channel has none of its own
   */
  public static Limits of(Channel channel) {
    Limits limits = channel.attr(KEY).get();
    return limits == null ? DEFAULTS : limits;
  }

  /**
   * Makes these the limits of a channel.
   *
   * @param channel one whose pipeline does not exist yet
   */
  public void attach(Channel channel) {
    channel.attr(KEY).set(this);
  }

  /**
   * With another number of connections.
   *
   * @param most open at once, from 1
   * @return new limits
   */
  public Limits connections(int most) {
    return new Limits(most, idle, outbound);
  }

  /**
   * With another idle time.
   *
   * @param longest without anything moving, from 10 ms; zero for no limit
   * @return new limits
   */
  public Limits idle(Duration longest) {
    return new Limits(connections, longest, outbound);
  }

  /**
   * With another bound of what waits to be sent.
   *
   * @param bytes per connection or datagram socket, from 65536
   * @return new limits
   */
  public Limits outbound(int bytes) {
    return new Limits(connections, idle, bytes);
  }

  private static void require(boolean inRange, String name, Object value, String expected) {
    if (!inRange) {
      throw new IllegalArgumentException(
          "limits: %s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
