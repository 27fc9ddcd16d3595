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
 * @param queue datagrams that may wait for one session's task, from 1; 128 by default
 * @param memory bytes that may wait for the tasks of all sessions, from 64 KiB; 64 MiB by default
 * @param overflow which is dropped, and counted, where a queue is full; the newest by default
 */
public record Sessions(
    Duration idle, int limit, int perAddress, int queue, int memory, Overflow overflow) {
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
    require(memory >= LEAST_MEMORY, "memory", memory, "from 65536 bytes");
  }

  /**
   * Sessions that end after silence.
   *
   * @param silence of the peer, from 10 ms
   * @return with the defaults above
   */
  public static Sessions idle(Duration silence) {
    return new Sessions(silence, LIMIT, Integer.MAX_VALUE, QUEUE, MEMORY, Overflow.DROP_NEWEST);
  }

  /**
   * With another number of sessions.
   *
   * @param most open at once, from 1
   * @return the new bounds
   */
  public Sessions limit(int most) {
    return new Sessions(idle, most, perAddress, queue, memory, overflow);
  }

  /**
   * With another number of sessions for one address.
   *
   * @param most open at once, from 1
   * @return the new bounds
   */
  public Sessions perAddress(int most) {
    return new Sessions(idle, limit, most, queue, memory, overflow);
  }

  /**
   * With another queue for each session's task.
   *
   * @param datagrams that may wait, from 1
   * @return the new bounds
   */
  public Sessions queue(int datagrams) {
    return new Sessions(idle, limit, perAddress, datagrams, memory, overflow);
  }

  /**
   * With another bound of what waits for all tasks.
   *
   * @param bytes from 65536
   * @return the new bounds
   */
  public Sessions memory(int bytes) {
    return new Sessions(idle, limit, perAddress, queue, bytes, overflow);
  }

  /**
   * With another choice where a queue is full.
   *
   * @param dropped which datagram
   * @return the new bounds
   */
  public Sessions overflow(Overflow dropped) {
    return new Sessions(idle, limit, perAddress, queue, memory, dropped);
  }

  private static void require(boolean inRange, String name, Object value, String expected) {
    if (!inRange) {
      throw new IllegalArgumentException(
          "sessions: %s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
