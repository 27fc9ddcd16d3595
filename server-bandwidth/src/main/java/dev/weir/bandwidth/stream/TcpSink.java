package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;

/** Receives and drops what a TCP connection sends. */
public final class TcpSink extends TcpStream {
  private final Quota quota;

  /**
   * A stream over a connection, not begun. From now on its pipeline reads no more: what arrives
   * before {@link #start} waits in the kernel and is counted then.
   *
   * @param channel connected
   * @param blockBytes what counts as a block, in bytes, from 1
   * @param quota from which what is received is taken
   */
  public TcpSink(Channel channel, int blockBytes, Quota quota) {
    super(channel, blockBytes);
    this.quota = quota;
    Bulk.hold(channel);
  }

  @Override
  Transfer enter() {
    return Bulk.sink(channel(), quota::take);
  }
}
