package dev.weir.bandwidth.stream;

import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_RCVBUFFORCE;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.UnixChannel;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives numbered datagrams and counts those that are missing or late, and their jitter.
 *
 * <p>A datagram too short for a number is none of the test's and does not count: a message of the
 * flow's beginning, four bytes, that was sent twice may come late.
 */
public final class UdpReceiver extends TransferStream {
  private static final int BUFFER = 4 * 1024 * 1024;

  private final int datagramBytes;
  private final UdpHeader header;
  private final Quota quota;
  private final UdpTally tally = new UdpTally();
  private final AtomicLong blocks = new AtomicLong();
  private final AtomicLong foreign = new AtomicLong();

  /**
   * A stream over a flow, not begun. From now on its pipeline reads no more: what arrives before
   * {@link #start} waits in the kernel and is counted then.
   *
   * @param channel a datagram channel, connected to the sender
   * @param datagramBytes the size that the sender is to use, in bytes
   * @param counters64 numbers have 64 bits instead of 32
   * @param quota from which what is received is taken
   */
  public UdpReceiver(Channel channel, int datagramBytes, boolean counters64, Quota quota) {
    super(channel);
    this.datagramBytes = datagramBytes;
    this.header = UdpHeader.of(counters64);
    this.quota = quota;
    Bulk.hold(channel);
  }

  /**
   * Gives a channel a large receive buffer, 4 MiB or what the kernel allows, so that a busy moment
   * of its loop loses nothing. For channels without a buffer size of the user's choice, before
   * datagrams come.
   *
   * @param channel a datagram channel
   */
  public static void enlargeBuffer(Channel channel) {
    try {
      if (channel instanceof UnixChannel unix) {
        SocketCalls.setOption(unix.fd().intValue(), SOL_SOCKET, SO_RCVBUFFORCE, BUFFER);
        return;
      }
    } catch (SystemCallException noCapability) {
      // What any user may have follows.
    }
    channel.config().setOption(ChannelOption.SO_RCVBUF, BUFFER);
  }

  /**
   * What has been counted since {@link #start}. Any thread.
   *
   * @return the counts now
   */
  public UdpCounts counts() {
    return tally.counts();
  }

  /** Forgets the jitter so far, as at the end of the omitted time. Any thread. */
  public void restartJitter() {
    channel().eventLoop().execute(tally::restartJitter);
  }

  @Override
  Transfer enter() {
    return Bulk.datagramSink(channel(), datagramBytes, this::count);
  }

  private void count(MemorySegment memory, long offset, int length, long nanoTime) {
    quota.take(length);
    if (length < header.bytes()) {
      foreign.setOpaque(foreign.getPlain() + length);
      return;
    }
    blocks.setOpaque(blocks.getPlain() + 1);
    tally.count(header.number(memory, offset), nanoTime - UdpHeader.sentNanos(memory, offset));
  }

  @Override
  public long bytes() {
    // A short one is seen before it is among the bytes.
    return Math.max(0, super.bytes() - foreign.getOpaque());
  }

  @Override
  public long blocks() {
    return blocks.getOpaque();
  }
}
