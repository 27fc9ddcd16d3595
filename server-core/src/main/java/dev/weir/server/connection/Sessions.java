package dev.weir.server.connection;

import java.time.Duration;

/**
 * What bounds the sessions of a UDP server. Immutable; every method gives a new one.
 *
 * @param idle a session whose peer sends nothing for this long ends; from 10 ms
 * @param limit open at once in the whole server; the datagrams of further peers are dropped and
 *     counted. From 1; 100,000 by default
 * @param perAddress open at once for one address, from 1; {@code limit} by default, as many peers
 *     may stand behind one address
 * @param queue datagrams that may wait for one session's task, or for its pipeline while that does
 *     not read, from 1; 128 by default. What is called back has no queue
 * @param memory bytes that may wait so in all sessions together, from 64 KiB; 64 MiB by default
 * @param overflow which is dropped, and counted, where a queue is full; the newest by default
 * @param connected sessions of the whole server that may have a socket of their own, from 0 for
 *     none, which is the default; see {@link #connected(int)}
 */
public record Sessions(
    Duration idle,
    int limit,
    int perAddress,
    int queue,
    int memory,
    Overflow overflow,
    int connected) {
  private static final int LIMIT = 100_000;
  private static final int QUEUE = 128;
  private static final int MEMORY = 64 * 1024 * 1024;
  private static final int LEAST_MEMORY = 64 * 1024;

  /** What is dropped where a session's queue is full. */
  public enum Overflow {
    /** The datagram that has just come: what came first is served. */
    DROP_NEWEST,
    /** The datagram that has waited longest: what is served is fresh. */
    DROP_OLDEST
  }

  /**
   * Bounds in range.
   *
   * @throws IllegalArgumentException where one is not
   */
  public Sessions {
    require(idle.compareTo(Duration.ofMillis(10)) >= 0, "idle", idle, "from PT0.01S");
    require(limit >= 1, "limit", limit, "from 1");
    require(perAddress >= 1, "perAddress", perAddress, "from 1");
    require(queue >= 1, "queue", queue, "from 1");
    require(connected >= 0, "connected", connected, "from 0");
    require(memory >= LEAST_MEMORY, "memory", memory, "from 65536 bytes");
  }

  /**
   * Sessions that end after silence.
   *
   * @param silence of the peer, from 10 ms
   * @return with the defaults above
   */
  public static Sessions idle(Duration silence) {
    return new Sessions(silence, LIMIT, Integer.MAX_VALUE, QUEUE, MEMORY, Overflow.DROP_NEWEST, 0);
  }

  /**
   * With another number of sessions.
   *
   * @param most open at once, from 1
   * @return the new bounds
   */
  public Sessions limit(int most) {
    return new Sessions(idle, most, perAddress, queue, memory, overflow, connected);
  }

  /**
   * With another number of sessions for one address.
   *
   * @param most open at once, from 1
   * @return the new bounds
   */
  public Sessions perAddress(int most) {
    return new Sessions(idle, limit, most, queue, memory, overflow, connected);
  }

  /**
   * With another queue for each session.
   *
   * @param datagrams that may wait, from 1
   * @return the new bounds
   */
  public Sessions queue(int datagrams) {
    return new Sessions(idle, limit, perAddress, datagrams, memory, overflow, connected);
  }

  /**
   * With another bound of what waits in all sessions together.
   *
   * @param bytes from 65536
   * @return the new bounds
   */
  public Sessions memory(int bytes) {
    return new Sessions(idle, limit, perAddress, queue, bytes, overflow, connected);
  }

  /**
   * With another choice where a queue is full.
   *
   * @param dropped which datagram
   * @return the new bounds
   */
  public Sessions overflow(Overflow dropped) {
    return new Sessions(idle, limit, perAddress, queue, memory, dropped, connected);
  }

  /**
   * With sockets of their own for the busiest sessions: one whose peer sends 100 datagrams within a
   * second gets a socket that is bound to the address that the peer asked, and connected to the
   * peer. The kernel then finds the session by both addresses, its answers need neither an address
   * nor a search for the way, what it has not read yet fills a receive buffer of its own, and what
   * the network reports of its datagrams arrives there. It closes when the session ends; until then
   * its place is taken.
   *
   * <p>It is for servers of several peers that send several datagrams each before they wait for an
   * answer: measured with four peers at bursts of thirty-two and a hundred at bursts of eight, it
   * saves a loop about a quarter of its time for each datagram. A single peer gains next to
   * nothing. Where each of many peers waits for each answer it costs a quarter instead, since what
   * they all sent is no longer received, nor answered, by one call.
   *
   * <p>It also keeps a peer that floods from filling the receive buffer that all others share: what
   * it sends faster than the server reads is lost in its own, and counted.
   *
   * <p>Nothing is lost or mixed up when a session moves to its socket. Datagrams that come in that
   * moment may reach the session in another order than they were sent, as on a network.
   *
   * <p>Each is a descriptor. Before Linux 6.13 the kernel looks at all of them for each datagram of
   * any peer: tens help there, thousands do not. A session whose socket cannot be opened stays as
   * it was, and so does one that multicast alone reaches.
   *
   * <p>A server does not start with it on the NIO transport, with several shards, with SO_REUSEPORT
   * chosen either way, in a network namespace, or at a socket that is inherited or not of the
   * Internet.
   *
   * @param most at once in the whole server, from 0 for none
   * @return the new bounds
   */
  public Sessions connected(int most) {
    return new Sessions(idle, limit, perAddress, queue, memory, overflow, most);
  }

  private static void require(boolean inRange, String name, Object value, String expected) {
    if (!inRange) {
      throw new IllegalArgumentException(
          "sessions: %s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
