package dev.weir.bandwidth.iperf3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a control connection into {@link Frame}s, however TCP split or merged them. Where a message
 * begins is known only from what came before: whoever takes a frame says through {@link #expect}
 * what comes next, before it returns.
 *
 * <p>Not thread safe: it belongs to the connection's loop.
 */
final class Frames extends ByteToMessageDecoder {

  /** What may come next. */
  enum Expected {
    /** A cookie. */
    COOKIE,
    /** A state byte. */
    STATE,
    /** A document, or a state byte where the other end has no document to give. */
    DOCUMENT,
    /** The two numbers of an error, or only the first and then the end. */
    ERROR_NUMBERS
  }

  /**
   * Bytes of the largest document anybody reads. The length's first byte is 0 for all of these, and
   * no state has that number: so a state in place of a document is told from it by its first byte.
   */
  static final int LARGEST_DOCUMENT = (1 << 24) - 1;

  private Expected expected;
  private int limit = LARGEST_DOCUMENT;

  Frames(Expected first) {
    expected = first;
  }

  void expect(Expected next) {
    expected = next;
  }

  /** Expects a document of at most so many bytes. */
  void expectDocument(int most) {
    expected = Expected.DOCUMENT;
    limit = most;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    switch (expected) {
      case COOKIE -> cookie(in, out);
      case STATE -> out.add(new Frame.Signal(in.readByte()));
      case DOCUMENT -> document(in, out);
      case ERROR_NUMBERS -> errorNumbers(in, out);
    }
  }

  private static void cookie(ByteBuf in, List<Object> out) {
    if (in.readableBytes() >= Cookie.LENGTH) {
      out.add(new Frame.Named(Cookie.read(in)));
    }
  }

  private void document(ByteBuf in, List<Object> out) {
    if (in.getByte(in.readerIndex()) != 0) {
      out.add(new Frame.Signal(in.readByte()));
    } else if (in.readableBytes() >= Integer.BYTES) {
      int length = in.getInt(in.readerIndex());
      if (length == 0 || length > limit) {
        in.skipBytes(in.readableBytes());
        out.add(new Frame.Oversized(length));
      } else if (in.readableBytes() >= Integer.BYTES + length) {
        byte[] document = new byte[length];
        in.skipBytes(Integer.BYTES).readBytes(document);
        out.add(new Frame.Document(document));
      }
    }
  }

  private static void errorNumbers(ByteBuf in, List<Object> out) {
    if (in.readableBytes() >= 2 * Integer.BYTES) {
      out.add(new Frame.Refusal(in.readInt(), in.readInt()));
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (expected == Expected.ERROR_NUMBERS
        && in.readableBytes() >= Integer.BYTES
        && in.readableBytes() < 2 * Integer.BYTES) {
      out.add(new Frame.Refusal(in.readInt(), 0));
    } else if (in.isReadable()) {
      decode(context, in, out);
    }
  }
}
