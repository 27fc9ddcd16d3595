package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * Goes through the pipeline of each open connection when its server begins to drain, or when the
 * connection is as old as its limits allow. Once for each connection.
 */
public enum DrainEvent {
  /** Finish what is begun, then close. */
  INSTANCE;

  private static final AttributeKey<Boolean> TOLD = AttributeKey.valueOf(DrainEvent.class, "told");

  /**
   * Tells a connection's handlers, unless they have been told. On its loop.
   *
   * @param connection open or not
   */
  public static void tell(Channel connection) {
    if (connection.attr(TOLD).setIfAbsent(true) == null) {
      connection.pipeline().fireUserEventTriggered(INSTANCE);
    }
  }
}
