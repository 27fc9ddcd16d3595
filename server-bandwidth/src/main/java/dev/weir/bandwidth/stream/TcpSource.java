package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Pace;
import dev.weir.server.bulk.Payload;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;

/** Sends blocks of the same bytes on a TCP connection. */
public final class TcpSource extends TcpStream {
  private final Payload payload;
  private final Pace pace;
  private final Quota quota;

  /**
   * A stream over a connection, not begun.
   *
   * @param channel connected
   * @param payload the bytes of a block, over and over; streams may share it
   * @param blockBytes what counts as a block, in bytes, from 1
   * @param pace how fast
   * @param quota from which what is sent is taken
   */
  public TcpSource(Channel channel, Payload payload, int blockBytes, Pace pace, Quota quota) {
    super(channel, blockBytes);
    this.payload = payload;
    this.pace = pace;
    this.quota = quota;
  }

  @Override
  Transfer enter() {
    return Bulk.source(channel(), payload, quota.gate(pace.gate(blockBytes()), blockBytes()));
  }
}
