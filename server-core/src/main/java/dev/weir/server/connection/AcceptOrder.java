package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** The place of a connection among all that its server accepted. */
public final class AcceptOrder {
  /** Set on each accepted channel before its pipeline exists: 0 for the first, then 1 more each. */
  public static final AttributeKey<Long> KEY =
      AttributeKey.valueOf(AcceptOrder.class, "acceptOrder");

  private AcceptOrder() {}

  /**
   * The place of a connection. With one shard it is the order of the kernel's queue.
   *
   * @param channel accepted by a server of Weir
   * @return from 0
   * @throws IllegalStateException where the channel was not accepted by Weir
   */
  public static long of(Channel channel) {
    Long order = channel.attr(KEY).get();
    if (order == null) {
      throw new IllegalStateException(
          channel + ": no accept order (expected: a connection accepted by a TcpServer)");
    }
    return order;
  }
}
