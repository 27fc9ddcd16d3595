package dev.weir.server.bulk;

import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.UDP_GRO;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.ReceiveBatch;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.ReferenceCountUtil;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a reader each datagram that a channel receives, and drops it. */
final class DatagramSink extends BulkHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramSink.class);

  /** Calls per event, then the loop's other channels have their turn. */
  private static final int CALLS = 4;

  private static final int LARGEST = 65_536;

  private final DatagramReader reader;
  private final boolean join;
  private final MemorySegment head = Arena.ofAuto().allocate(DatagramReader.VISIBLE, Long.BYTES);
  private boolean autoRead;
  private int joinedBefore;

  DatagramSink(Channel channel, int datagramBytes, DatagramReader reader) {
    super(channel);
    this.reader = reader;
    this.join = Batches.joinable(datagramBytes);
  }

  @Override
  void begin() {
    autoRead = channel().config().isAutoRead();
    if (direct()) {
      Bulk.hold(channel());
      joinedBefore = joining();
      setJoining(1);
      beside().want(EpollIoOps.EPOLLIN);
    } else {
      channel()
          .config()
          .setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST));
      channel().config().setAutoRead(true);
    }
  }

  @Override
  void restore(Ending ending) {
    if (channel().isActive()) {
      channel().config().setAutoRead(autoRead);
    }
  }

  @Override
  void letGo() {
    // Unless it was asked to split them, Netty would take joined datagrams for one.
    setJoining(joinedBefore);
  }

  private int joining() {
    try {
      return SocketCalls.intOption(beside().number(), IPPROTO_UDP, UDP_GRO);
    } catch (SystemCallException older) {
      LOG.debug("Nobody can have asked for joining here", older);
      return 0;
    }
  }

  private void setJoining(int on) {
    if (!join) {
      return;
    }
    try {
      SocketCalls.setOption(beside().number(), IPPROTO_UDP, UDP_GRO, on);
    } catch (SystemCallException older) {
      LOG.debug("Datagrams are not joined here", older);
    }
  }

  @Override
  void ready() {
    ReceiveBatch batch = join ? Batches.joined() : Batches.heads();
    long end = bytes() + turn();
    for (int i = 0; i < CALLS && bytes() < end && !over(); i++) {
      int messages = batch.receive(beside().number());
      if (messages > 0) {
        read(batch, messages);
      }
      if (messages < batch.capacity()) {
        stopAt(messages);
        return;
      }
    }
  }

  private void stopAt(int result) {
    boolean passing =
        Errno.EAGAIN.is(result) || Errno.EINTR.is(result) || Errno.ECONNREFUSED.is(result);
    if (result < 0 && !passing) {
      failed(result);
    }
  }

  private void read(ReceiveBatch batch, int messages) {
    long now = System.nanoTime();
    long bytes = 0;
    long datagrams = 0;
    for (int i = 0; i < messages; i++) {
      int length = batch.length(i);
      int segment = batch.segment(i);
      datagrams += segment > 0 ? Math.ceilDiv(length, segment) : 1;
      read(batch.memory(), batch.offset(i), length, segment > 0 ? segment : length, now);
      bytes += length;
    }
    moved(bytes);
    traffic().receivedDatagrams(datagrams, bytes);
  }

  private void read(MemorySegment memory, long offset, int length, int segment, long now) {
    if (length <= segment) {
      reader.datagram(memory, offset, length, now);
      return;
    }
    for (int at = 0; at < length; at += segment) {
      reader.datagram(memory, offset + at, Math.min(segment, length - at), now);
    }
  }

  /** What Netty read: all of it without a duplicate, else what came before. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBufHolder packet) {
      read(packet.content());
    }
    ReferenceCountUtil.release(message);
  }

  private void read(ByteBuf content) {
    int length = content.readableBytes();
    int visible = Math.min(length, DatagramReader.VISIBLE);
    content.getBytes(content.readerIndex(), head.asByteBuffer().limit(visible));
    reader.datagram(head, 0, length, System.nanoTime());
    moved(length);
    traffic().receivedDatagrams(1, length);
  }

  /** A peer that is not there yet, or no more, does not end a flow. */
  @Override
  void socketError() {}
}
