package dev.weir.server.datagram;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a datagram socket still owes when its server drains: answers that are on their way, sessions
 * that are open. Loop only, but for {@link #onLoop}.
 */
public final class Pending {
  private static final AttributeKey<Pending> KEY = AttributeKey.valueOf(Pending.class, "pending");

  private final Channel channel;
  private int owed;
  private volatile boolean draining;

  private Pending(Channel channel) {
    this.channel = channel;
  }

  /**
   * What a socket owes.
   *
   * @param channel on its loop
   * @return always the same for one channel
   */
  public static Pending of(Channel channel) {
    Pending known = channel.attr(KEY).get();
    if (known == null) {
      known = new Pending(channel);
      channel.attr(KEY).set(known);
    }
    return known;
  }

  void more() {
    owed++;
  }

  void less() {
    owed--;
    if (draining && owed == 0) {
      channel.close();
    }
  }

  /** Whether the server stops. */
  boolean draining() {
    return draining;
  }

  /** Closes the socket when nothing is owed any more, which may be at once. */
  public void drain() {
    draining = true;
    if (owed == 0) {
      channel.close();
    }
  }

  /** Runs on the socket's loop; not at all where that has ended. */
  void onLoop(Runnable action) {
    if (channel.eventLoop().inEventLoop()) {
      action.run();
      return;
    }
    try {
      channel.eventLoop().execute(action);
    } catch (RejectedExecutionException ended) {
      // The loop has closed its sockets: nobody is owed anything.
    }
  }

  boolean open() {
    return channel.isOpen();
  }
}
