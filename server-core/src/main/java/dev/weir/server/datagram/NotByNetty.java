package dev.weir.server.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Keeps Netty from reading a socket that is read past it. Of an error between datagrams epoll tells
 * whoever watches the socket, wanted or not, and Netty then reads what waits: without the address
 * that was asked, and to be answered through its own queue. There is no memory for that here.
 */
final class NotByNetty extends DefaultMaxMessagesRecvByteBufAllocator {
  /** What Netty is told instead, and passes down the pipeline. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Refusal() {
      super("read past Netty", null, /* enableSuppression= */ false, /* stack= */ false);
    }
  }

  private final Refusal refusal = new Refusal();

  // Netty's own interface asks for the deprecated type.
  @SuppressWarnings("deprecation")
  @Override
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public ByteBuf allocate(ByteBufAllocator allocator) {
        throw refusal;
      }

      @Override
      public int guess() {
        return 1;
      }
    };
  }
}
