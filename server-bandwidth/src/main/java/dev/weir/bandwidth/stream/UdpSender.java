package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Pace;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;
import java.lang.foreign.MemorySegment;

/** Sends numbered datagrams, from number 1 on. */
public final class UdpSender extends TransferStream {
  private final byte[] datagram;
  private final UdpHeader header;
  private final Pace pace;
  private final Quota quota;

  /**
   * A stream over a flow, not begun.
   *
   * @param channel a datagram channel, connected to the receiver
   * @param datagram the bytes of each datagram; its first 12 (or 16) are written over; from 12 (or
   *     16) to 65507
   * @param counters64 numbers have 64 bits instead of 32
   * @param pace how fast
   * @param quota from which what is sent is taken
   */
  public UdpSender(Channel channel, byte[] datagram, boolean counters64, Pace pace, Quota quota) {
    super(channel);
    this.datagram = datagram.clone();
    this.header = UdpHeader.of(counters64);
    this.pace = pace;
    this.quota = quota;
    if (datagram.length < header.bytes()) {
      throw new IllegalArgumentException(
          "datagram: " + datagram.length + " bytes (expected: " + header.bytes() + " or more)");
    }
  }

  @Override
  Transfer enter() {
    return Bulk.datagramSource(
        channel(),
        datagram,
        this::write,
        quota.gate(pace.datagramGate(datagram.length), datagram.length));
  }

  private void write(MemorySegment memory, long offset, long number, long nanoTime) {
    header.write(memory, offset, number + 1, nanoTime);
  }

  @Override
  public long blocks() {
    return bytes() / datagram.length;
  }
}
