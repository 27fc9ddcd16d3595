package dev.weir.server.connection;

import java.time.Duration;

/**
 * How long a connection may do nothing. Each is zero for no limit, or from 10 ms. All of a
 * connection share one timer, which looks at its counters now and then: what is to be closed is
 * closed after the time, and at most a quarter of it later. Bytes that a transfer of {@code
 * dev.weir.server.bulk} moves count like others.
 *
 * @param idle without anything moving either way
 * @param read without anything received, while the server reads and the peer has not ended its side
 * @param stall without the peer taking anything of what waits to be sent; then the connection is
 *     reset, which also frees what the kernel holds for it
 * @param firstBytes from the accepting until anything is received at all
 * @param age from the accepting until the connection is told to finish, by a {@link DrainEvent};
 *     five seconds later it is ended
 * @param ageJitter percent of the age, 0 to 100, by which each connection's own age is shorter at
 *     random, so that those that came together do not go together
 */
public record Timeouts(
    Duration idle,
    Duration read,
    Duration stall,
    Duration firstBytes,
    Duration age,
    int ageJitter) {

  static final Timeouts DEFAULTS =
      new Timeouts(
          Duration.ofMinutes(10),
          Duration.ZERO,
          Duration.ofMinutes(2),
          Duration.ZERO,
          Duration.ZERO,
          10);

  /**
   * Limits in range.
   *
   * @throws IllegalArgumentException where one is out of range
   */
  public Timeouts {
    require("idle", idle);
    require("read", read);
    require("stall", stall);
    require("firstBytes", firstBytes);
    require("age", age);
    Limits.require(ageJitter >= 0 && ageJitter <= 100, "ageJitter", ageJitter, "0 to 100 percent");
  }

  private static void require(String name, Duration time) {
    boolean inRange = time.isZero() || time.compareTo(Duration.ofMillis(10)) >= 0;
    Limits.require(inRange, name, time, "PT0S for never, or from PT0.01S");
  }

  Timeouts idle(Duration longest) {
    return new Timeouts(longest, read, stall, firstBytes, age, ageJitter);
  }

  Timeouts read(Duration longest) {
    return new Timeouts(idle, longest, stall, firstBytes, age, ageJitter);
  }

  Timeouts stall(Duration longest) {
    return new Timeouts(idle, read, longest, firstBytes, age, ageJitter);
  }

  Timeouts firstBytes(Duration longest) {
    return new Timeouts(idle, read, stall, longest, age, ageJitter);
  }

  Timeouts age(Duration longest, int jitter) {
    return new Timeouts(idle, read, stall, firstBytes, longest, jitter);
  }
}
