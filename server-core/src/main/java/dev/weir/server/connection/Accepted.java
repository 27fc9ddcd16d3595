package dev.weir.server.connection;

import dev.weir.server.metrics.Tallies;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.Optional;

/**
 * The traffic of an accepted connection, and beside it what its stages ask for: its number and its
 * limits. An idle connection is little more than its objects, so this is one where there could be
 * an attribute for each.
 */
public final class Accepted extends Traffic {
  private final long order;
  private volatile Limits limits;

  /**
   * For a connection of a shard.
   *
   * @param tallies of the shard
   * @param loop of the connection
   * @param order from 0 for the first that its server accepted
   * @param limits hold until others are attached
   */
  public Accepted(Tallies tallies, EventExecutor loop, long order, Limits limits) {
    super(tallies, loop);
    this.order = order;
    this.limits = limits;
  }

  static Optional<Accepted> accepted(Channel channel) {
    return find(channel).filter(Accepted.class::isInstance).map(Accepted.class::cast);
  }

  long order() {
    return order;
  }

  Limits limits() {
    return limits;
  }

  void limits(Limits other) {
    limits = other;
  }
}
