package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a channel reads, where several have a say: it reads while nobody stops it. A channel that
 * did not read by itself before the first stopped it does not afterwards either. On the channel's
 * loop.
 */
public final class Reading {
  /** Who stops a channel from reading. */
  public enum Reason {
    /** Too much waits to be sent. */
    OUTBOUND,
    /** The handler has not taken what was read. */
    HANDLER,
    /** It is read as fast as the limits allow. */
    RATE,
    /** A transfer past the pipeline reads instead. */
    TRANSFER
  }

  private static final AttributeKey<Reading> KEY = AttributeKey.valueOf(Reading.class, "reading");

  private final Channel channel;
  private final Set<Reason> stopped = EnumSet.noneOf(Reason.class);
  private boolean resumes;

  private Reading(Channel channel) {
    this.channel = channel;
  }

  /**
   * The reading of a channel.
   *
   * @param channel any
   * @return always the same for one channel
   */
  public static Reading of(Channel channel) {
    Reading known = channel.attr(KEY).get();
    if (known == null) {
      known = new Reading(channel);
      channel.attr(KEY).set(known);
    }
    return known;
  }

  /**
   * Stops the channel.
   *
   * @param reason until {@link #go} is called with the same
   */
  public void stop(Reason reason) {
    if (stopped.isEmpty()) {
      resumes = channel.config().isAutoRead();
    }
    stopped.add(reason);
    channel.config().setAutoRead(false);
  }

  /**
   * Lets the channel read again, unless somebody else stops it; nothing where the reason did not.
   *
   * @param reason given to {@link #stop}
   */
  public void go(Reason reason) {
    if (stopped.remove(reason) && stopped.isEmpty() && resumes) {
      channel.config().setAutoRead(true);
    }
  }

  /**
   * Whether the channel reads, or would if nobody stopped it.
   *
   * @return what the channel itself wants
   */
  public boolean wanted() {
    return stopped.isEmpty() ? channel.config().isAutoRead() : resumes;
  }
}
