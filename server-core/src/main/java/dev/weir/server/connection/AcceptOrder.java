package dev.weir.server.connection;

import io.netty.channel.Channel;

/** The place of a connection among all that its server accepted. */
public final class AcceptOrder {
  private AcceptOrder() {}

  /**
   * The place of a connection. With one shard it is the order of the kernel's queue.
   *
   * @param channel accepted by a server of Weir, whose pipeline exists
   * @return from 0
   * @throws IllegalStateException where the channel was not accepted by Weir
   */
  public static long of(Channel channel) {
    return Accepted.accepted(channel)
        .map(Accepted::order)
        .orElseThrow(() ->
            new IllegalStateException(
                channel + ": no accept order (expected: a connection accepted by a TcpServer)"));
  }
}
