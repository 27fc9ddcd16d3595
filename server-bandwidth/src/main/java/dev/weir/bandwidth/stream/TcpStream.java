package dev.weir.bandwidth.stream;

import dev.weir.linux.TcpInfo;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.util.Optional;

/** A stream over a TCP connection. */
public abstract sealed class TcpStream extends TransferStream
    permits TcpSink, TcpSource, FileSink, FileSource {
  private final int blockBytes;

  TcpStream(Channel channel, int blockBytes) {
    super(channel);
    if (blockBytes < 1) {
      throw new IllegalArgumentException("blockBytes: " + blockBytes + " (expected: 1 or more)");
    }
    this.blockBytes = blockBytes;
  }

  final int blockBytes() {
    return blockBytes;
  }

  @Override
  public final long blocks() {
    return bytes() / blockBytes;
  }

  /**
   * What the connection's TCP is doing. Call it on the channel's loop, where the connection cannot
   * be closed meanwhile.
   *
   * @return the kernel's view, or empty where the channel is closed or not epoll's
   */
  public final Optional<TcpInfo> tcpInfo() {
    if (!(channel() instanceof UnixChannel unix) || !channel().isOpen()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TcpInfo.of(unix.fd().intValue()));
    } catch (SystemCallException closed) {
      return Optional.empty();
    }
  }
}
