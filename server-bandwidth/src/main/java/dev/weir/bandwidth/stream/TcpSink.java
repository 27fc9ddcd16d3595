package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;

/** Receives and drops what a TCP connection sends. */
public final class TcpSink extends TcpStream {
  private final Quota quota;

  /**
   * A stream over a connection, not begun.
   *
   * @param channel connected; what it receives before {@link #start} is its pipeline's
   * @param blockBytes what counts as a block, in bytes, from 1
   * @param quota from which what is received is taken
   */
  public TcpSink(Channel channel, int blockBytes, Quota quota) {
    super(channel, blockBytes);
    this.quota = quota;
  }

  @Override
  Transfer enter() {
    return Bulk.sink(channel(), quota::take);
  }
}
