package dev.weir.server.bulk;

import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_ERROR;
import static dev.weir.linux.call.SocketConstants.UDP_SEGMENT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SendBatch;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.lang.foreign.MemorySegment;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends datagrams of one size to the peer of a connected channel. */
final class DatagramSource extends GatedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramSource.class);

  /** What the kernel cuts up for UDP over IPv4 and IPv6 alike: 64 KiB less the headers. */
  private static final int SEGMENTED_BYTES = 65_487;

  private static final int SEGMENTS = 64;
  private static final int BATCH_BYTES = 256 * 1024;

  private final int size;
  private final DatagramWriter writer;
  private final SendBatch batch;
  private final OptionalDouble rate;
  private boolean segmented;
  private boolean paced;
  private long number;

  DatagramSource(Channel channel, byte[] datagram, DatagramWriter writer, Gate gate) {
    super(channel, gate);
    this.size = datagram.length;
    this.rate = gate.rate();
    this.writer = writer;
    this.segmented = 2 * size <= SEGMENTED_BYTES;
    this.batch = new SendBatch(capacity(), size);
    for (int i = 0; i < batch.capacity(); i++) {
      MemorySegment.copy(datagram, 0, batch.memory(), JAVA_BYTE, batch.offset(i), size);
    }
  }

  private int capacity() {
    int bytes = segmented ? SEGMENTED_BYTES : BATCH_BYTES;
    return Math.min(SEGMENTS, bytes / size);
  }

  @Override
  void begin() {
    segmented = direct() && segmented && setSegment(size);
    paced =
        direct()
            && rate.isPresent()
            && KernelPacing.begin(channel(), beside().number(), rate.orElseThrow(), size);
    start();
  }

  @Override
  void letGo() {
    if (segmented) {
      setSegment(0);
    }
    if (paced) {
      KernelPacing.end(beside().number());
    }
  }

  private boolean setSegment(int bytes) {
    try {
      SocketCalls.setOption(beside().number(), IPPROTO_UDP, UDP_SEGMENT, bytes);
      return true;
    } catch (SystemCallException older) {
      LOG.debug("Datagrams are sent one by one here", older);
      return false;
    }
  }

  @Override
  long send(long allowed) {
    long now = System.nanoTime();
    int count = (int) Math.min(batch.capacity(), Math.ceilDiv(allowed, (long) size));
    for (int i = 0; i < count; i++) {
      writer.write(batch.memory(), batch.offset(i), number + i, now);
    }
    int sent = direct() ? sendDirect(count) : sendByPipeline(count);
    if (sent <= 0) {
      return sent;
    }
    number += sent;
    return (long) sent * size;
  }

  private int sendDirect(int count) {
    int fd = beside().number();
    boolean whole = segmented && count > 1;
    int sent = whole ? batch.sendSegmented(fd, count) : batch.send(fd, count);
    if (sent > 0) {
      sent(sent);
    } else if (whole && refusesSegments(sent)) {
      LOG.debug("{}: datagrams are sent one by one: {}", channel(), Errno.of(-sent));
      segmented = false;
      setSegment(0);
    } else if (sent < 0 && !passing(sent)) {
      failed(sent);
    }
    return sent;
  }

  /** No checksums in the device, or a datagram larger than its MTU. */
  private static boolean refusesSegments(int result) {
    return Errno.EIO.is(result) || Errno.EINVAL.is(result) || Errno.EMSGSIZE.is(result);
  }

  /** A full queue, or the peer's port answering that it is closed: neither ends a flow. */
  private static boolean passing(int result) {
    return Errno.EAGAIN.is(result)
        || Errno.EINTR.is(result)
        || Errno.ENOBUFS.is(result)
        || Errno.ENOMEM.is(result)
        || Errno.ECONNREFUSED.is(result);
  }

  private void sent(int datagrams) {
    moved((long) datagrams * size);
    traffic().sentDatagrams(datagrams, (long) datagrams * size);
  }

  private int sendByPipeline(int count) {
    for (int i = 0; i < count; i++) {
      ByteBuf copy = context().alloc().directBuffer(size);
      copy.writeBytes(batch.memory().asSlice(batch.offset(i), size).asByteBuffer());
      context()
          .write(copy)
          .addListener(written -> {
            if (written.isSuccess()) {
              moved(size);
            }
          });
    }
    return count;
  }

  /** Takes the error away; the flow goes on. */
  @Override
  void probe() {
    try {
      int error = SocketCalls.intOption(beside().number(), SOL_SOCKET, SO_ERROR);
      LOG.debug("{}: error between datagrams: {}", channel(), error);
    } catch (SystemCallException closed) {
      failed(-closed.errno().number());
    }
  }

  /** A peer that is not there yet, or no more, does not end a flow. */
  @Override
  void socketError() {}
}
