package dev.weir.server.pipeline;

import dev.weir.server.connection.Timeouts;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.util.Optional;

/**
 * Judges by a connection's counters whether its time is over. Nobody tells it of a message: it
 * looks. Loop only.
 */
final class Patience {
  private final Channel channel;
  private final Traffic traffic;
  private final Silence idle;
  private final Silence read;
  private final Silence stall;
  private final Silence first;
  private final long age;

  /** Patience with a connection, which begins anew but for what counts from the accepting on. */
  Patience(Channel channel, Timeouts limits, double jitter, long now) {
    this.channel = channel;
    this.traffic = Traffic.of(channel);
    this.idle = new Silence(limits.idle(), moved(), now);
    this.read = new Silence(limits.read(), traffic.bytesIn(), now);
    this.stall = new Silence(limits.stall(), left(), now);
    this.first = new Silence(limits.firstBytes(), 0, now - traffic.age().toNanos());
    this.age = (long) (limits.age().toNanos() * (1 - jitter * limits.ageJitter() / 100));
  }

  /** What is over, if anything. */
  Optional<Count> over(long now) {
    if (first.over(0, traffic.bytesIn() == 0 && reads(), now)) {
      return Optional.of(Count.CLOSED_FIRST_BYTES);
    }
    if (stall.over(left(), waits(), now)) {
      return Optional.of(Count.CLOSED_STALL);
    }
    if (read.over(traffic.bytesIn(), reads(), now)) {
      return Optional.of(Count.CLOSED_READ);
    }
    if (idle.over(moved(), true, now)) {
      return Optional.of(Count.CLOSED_IDLE);
    }
    return old() ? Optional.of(Count.CLOSED_AGE) : Optional.empty();
  }

  private boolean old() {
    return age > 0 && traffic.age().toNanos() >= age;
  }

  /** In how many nanoseconds to look again; {@link Long#MAX_VALUE} for never. */
  long next(long now) {
    long silence = Math.min(idle.next(now), Math.min(read.next(now), stall.next(now)));
    long lived = traffic.age().toNanos();
    long begun = traffic.bytesIn() == 0 ? first.next(now) : Long.MAX_VALUE;
    return Math.min(silence, Math.min(begun, age > 0 ? age - lived : Long.MAX_VALUE));
  }

  private long moved() {
    return traffic.bytesIn() + left();
  }

  /** What has left, with what has left of a message that has not left whole. */
  private long left() {
    return traffic.bytesOut() + Waiting.partly(channel);
  }

  private boolean waits() {
    return Waiting.flushed(channel) || traffic.blocked();
  }

  private boolean reads() {
    boolean open = !(channel instanceof DuplexChannel duplex && duplex.isInputShutdown());
    return open && (channel.config().isAutoRead() || traffic.sinking());
  }
}
