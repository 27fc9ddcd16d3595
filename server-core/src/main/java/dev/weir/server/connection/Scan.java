package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** How much of a buffer a read takes. */
enum Scan {
  /** As much as there is room for. */
  ALL {
    @Override
    int wanted(ByteBuf from, int most) {
      return most;
    }
  },
  /** Up to the first line feed and with it. */
  LINE {
    @Override
    int wanted(ByteBuf from, int most) {
      int before = from.bytesBefore(most, LINE_FEED);
      return before < 0 ? most : before + 1;
    }

    @Override
    boolean goesOn(ByteBuf from) {
      return from.getByte(from.readerIndex() - 1) != LINE_FEED;
    }
  };

  private static final byte LINE_FEED = '\n';

  abstract int wanted(ByteBuf from, int most);

  /** Whether the next buffer may be looked at too. */
  boolean goesOn(ByteBuf from) {
    return true;
  }

  /** Copies what is wanted of a readable buffer, and says whether more is wanted. */
  final boolean copy(ByteBuf from, ByteBuffer to) {
    int length = wanted(from, Math.min(from.readableBytes(), to.remaining()));
    int limit = to.limit();
    to.limit(to.position() + length);
    from.readBytes(to);
    to.limit(limit);
    return goesOn(from);
  }
}
