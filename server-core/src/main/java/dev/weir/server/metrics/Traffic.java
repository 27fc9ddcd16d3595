package dev.weir.server.metrics;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one channel moves. The pipeline's meter counts what passes it; who moves bytes past the
 * pipeline counts them here. Each is also added to the counters of the channel's shard.
 *
 * <p>Methods that count belong on the channel's loop; those that read may be called by any thread.
 */
public class Traffic {
  private static final AttributeKey<Traffic> KEY = AttributeKey.valueOf(Traffic.class, "traffic");

  // There may be a hundred thousand of these: longs cost less than objects that hold them.
  private static final VarHandle IN = counter("in");
  private static final VarHandle OUT = counter("out");

  private final @Nullable Tallies tallies;
  private final Tally tally;
  private final Ticker ticker;
  private final long since;
  private long in;
  private long out;
  private boolean sinking;
  private boolean blocked;

  /**
   * The traffic of a channel that counts into a tally.
   *
   * @param tally of the channel's loop
   */
  public Traffic(Tally tally) {
    this(null, tally, Ticker.systemTicker());
  }

  /**
   * The traffic of a channel of a shard, for those who keep more beside it.
   *
   * @param tallies of the shard
   * @param loop of the channel
   */
  protected Traffic(Tallies tallies, EventExecutor loop) {
    this(tallies, tallies.of(loop), loop.ticker());
  }

  private Traffic(@Nullable Tallies tallies, Tally tally, Ticker ticker) {
    this.ticker = ticker;
    this.since = ticker.nanoTime();
    this.tallies = tallies;
    this.tally = tally;
  }

  private static VarHandle counter(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(Traffic.class, field, long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * The traffic of a channel of a shard.
   *
   * @param tallies of the shard
   * @param loop of the channel
   * @return a new one
   */
  public static Traffic of(Tallies tallies, EventExecutor loop) {
    return new Traffic(tallies, loop);
  }

  /**
   * The traffic of another channel of the same shard.
   *
   * @param loop of that channel
   * @return a new one
   */
  public final Traffic beside(EventExecutor loop) {
    return tallies == null
        ? new Traffic(null, new Tally(), loop.ticker())
        : new Traffic(tallies, loop);
  }

  /**
   * The traffic of a channel of a Weir server or client.
   *
   * @param channel the channel
   * @return always the same for one channel
   * @throws IllegalStateException where the channel was not made by Weir
   */
  public static Traffic of(Channel channel) {
    return find(channel)
        .orElseThrow(() ->
            new IllegalStateException(channel + ": no traffic (expected: a channel made by Weir)"));
  }

  /**
   * The traffic of any channel.
   *
   * @param channel of Weir or of anybody else
   * @return always the same for one channel; empty where the channel was not made by Weir
   */
  public static Optional<Traffic> find(Channel channel) {
    return Optional.ofNullable(channel.attr(KEY).get());
  }

  /**
   * Makes this the traffic of a channel.
   *
   * @param channel one that has none yet
   */
  public final void attach(Channel channel) {
    channel.attr(KEY).set(Objects.requireNonNull(this));
  }

  /**
   * Counts bytes read.
   *
   * @param bytes from 0
   */
  public final void received(long bytes) {
    IN.setOpaque(this, in + bytes);
    tally.add(Count.BYTES_IN, bytes);
  }

  /**
   * Counts bytes that the kernel took.
   *
   * @param bytes from 0
   */
  public final void sent(long bytes) {
    OUT.setOpaque(this, out + bytes);
    tally.add(Count.BYTES_OUT, bytes);
  }

  /**
   * Counts datagrams read.
   *
   * @param datagrams from 0
   * @param bytes their payload
   */
  public final void receivedDatagrams(long datagrams, long bytes) {
    tally.add(Count.DATAGRAMS_IN, datagrams);
    received(bytes);
  }

  /**
   * Counts datagrams that the kernel took.
   *
   * @param datagrams from 0
   * @param bytes their payload
   */
  public final void sentDatagrams(long datagrams, long bytes) {
    tally.add(Count.DATAGRAMS_OUT, datagrams);
    sent(bytes);
  }

  /**
   * Counts one of what is neither bytes nor datagrams.
   *
   * @param count which
   */
  public final void happened(Count count) {
    tally.add(count, 1);
  }

  /**
   * Counts several of what is neither bytes nor datagrams that passed.
   *
   * @param count which
   * @param times from 0
   */
  public final void happened(Count count, long times) {
    tally.add(count, times);
  }

  /**
   * Says whether a transfer past the pipeline receives, which the channel itself does not know.
   *
   * @param receives from now on
   */
  public final void sinking(boolean receives) {
    sinking = receives;
  }

  /**
   * Whether a transfer past the pipeline receives. On the loop.
   *
   * @return as was last said
   */
  public final boolean sinking() {
    return sinking;
  }

  /**
   * Says whether a transfer past the pipeline has bytes that the kernel does not take.
   *
   * @param waits from now on
   */
  public final void blocked(boolean waits) {
    blocked = waits;
  }

  /**
   * Whether a transfer past the pipeline waits for the kernel. On the loop.
   *
   * @return as was last said
   */
  public final boolean blocked() {
    return blocked;
  }

  /**
   * How long the channel has been counted.
   *
   * @return since it was accepted or connected, or its socket opened
   */
  public final Duration age() {
    return Duration.ofNanos(ticker.nanoTime() - since);
  }

  /**
   * Bytes read so far.
   *
   * @return never goes back
   */
  public final long bytesIn() {
    return (long) IN.getOpaque(this);
  }

  /**
   * Bytes that the kernel took so far.
   *
   * @return never goes back
   */
  public final long bytesOut() {
    return (long) OUT.getOpaque(this);
  }
}
