package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** The mark of a connection that its server closes without waiting for its handler. */
public final class ForcedEnd {
  private static final AttributeKey<Boolean> KEY =
      AttributeKey.valueOf(ForcedEnd.class, "forcedEnd");

  private ForcedEnd() {}

  /**
   * Marks a connection that is about to be closed, so that its task is interrupted.
   *
   * @param channel any
   */
  public static void mark(Channel channel) {
    channel.attr(KEY).set(true);
  }

  static boolean of(Channel channel) {
    return channel.attr(KEY).get() != null;
  }
}
