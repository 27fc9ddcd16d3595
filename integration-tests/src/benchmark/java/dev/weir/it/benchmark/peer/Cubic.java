package dev.weir.it.benchmark.peer;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Congestion control cubic, whatever the machine's own is: bbr paces, and who is paced is not
 * measured. Set on a listener, its connections have it too.
 */
final class Cubic {

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_CONGESTION = 13;
  private static final byte[] NAME = "cubic".getBytes(StandardCharsets.US_ASCII);

  /** The option of a channel. */
  static final ChannelOption<ByteBuffer> OPTION =
      new RawUnixChannelOption("TCP_CONGESTION", IPPROTO_TCP, TCP_CONGESTION, NAME.length);

  private Cubic() {}

  /** Its value. */
  static ByteBuffer value() {
    return ByteBuffer.allocateDirect(NAME.length).put(NAME).flip();
  }
}
