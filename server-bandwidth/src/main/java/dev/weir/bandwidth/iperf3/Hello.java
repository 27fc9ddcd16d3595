package dev.weir.bandwidth.iperf3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Set;

/**
 * The two datagrams that open a UDP flow: the client's hello, the server's reply. Releases before
 * 3.12 sent numbers in their own byte order; everybody understands the reply of today.
 */
final class Hello {

  /** Bytes of either. */
  static final int BYTES = 4;

  private static final int HELLO = 0x39383736;
  private static final int REPLY = 0x36373839;
  private static final Set<Integer> HELLOS = Set.of(HELLO, 0x15cd5b07, 0x075bcd15);
  private static final Set<Integer> REPLIES = Set.of(REPLY, 0xb168de3a, 0x3ade68b1);

  private Hello() {}

  static boolean isHello(ByteBuf datagram) {
    return is(datagram, HELLOS);
  }

  static boolean isReply(ByteBuf datagram) {
    return is(datagram, REPLIES);
  }

  private static boolean is(ByteBuf datagram, Set<Integer> known) {
    return datagram.readableBytes() == BYTES
        && known.contains(datagram.getInt(datagram.readerIndex()));
  }

  static ByteBuf hello(ByteBufAllocator allocator) {
    return allocator.buffer(BYTES).writeInt(HELLO);
  }

  static ByteBuf reply(ByteBufAllocator allocator) {
    return allocator.buffer(BYTES).writeInt(REPLY);
  }
}
