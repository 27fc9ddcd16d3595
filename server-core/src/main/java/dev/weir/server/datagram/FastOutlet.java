package dev.weir.server.datagram;

import dev.weir.linux.SocketMemory;
import dev.weir.linux.call.DatagramOutbox;
import dev.weir.linux.call.DatagramRoute;
import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.Duplicate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends datagrams past Netty, many by one call. What the kernel does not take at once waits in a
 * queue of its own, and keeps its order. Loop only.
 */
final class FastOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(FastOutlet.class);

  /** Errors of earlier datagrams come before a call's own; there may be several. */
  private static final int TRIES = 3;

  private final Channel channel;
  private final Traffic traffic;
  private final LoopMemory memory;
  private final DatagramOutbox.Kind kind;
  private final boolean unix;
  private final boolean counts;
  private final WaitingDatagrams waiting = new WaitingDatagrams();
  private int joinable;
  private int tries;
  private boolean reading;
  private @Nullable Duplicate descriptor;

  FastOutlet(
      DatagramEnd end, LoopMemory memory, DatagramOutbox.Kind kind, boolean unix, boolean segment) {
    this.channel = end.context().channel();
    this.counts = end.counts();
    this.traffic = Traffic.of(channel);
    this.memory = memory;
    this.kind = kind;
    this.unix = unix;
    this.joinable = segment && !unix ? DatagramOutbox.SEGMENTED_BYTES : 0;
  }

  void begin(Duplicate opened) {
    descriptor = opened;
  }

  /** Whether the socket is to be read; the descriptor is asked for both directions here. */
  void reading(boolean on) {
    reading = on;
    ask();
  }

  private void ask() {
    if (descriptor != null) {
      descriptor.want(reading, !waiting.isEmpty());
    }
  }

  /** Whether all has left. */
  boolean idle() {
    return waiting.isEmpty();
  }

  void close() {
    flush();
    descriptor = null;
    waiting.clear();
  }

  @Override
  public void echo(DatagramRoute route, ByteBuf payload, long address, int segment) {
    if (!refused(route)) {
      memory.use(this);
      add(route, address + payload.readerIndex(), payload.readableBytes(), segment);
    }
  }

  @Override
  public void send(DatagramRoute route, ByteBuf payload, int segment) {
    try {
      if (!refused(route)) {
        memory.use(this);
        int whole = whole(payload.readableBytes(), segment);
        do {
          stage(route, payload, Math.min(whole, payload.readableBytes()), segment);
        } while (payload.isReadable());
      }
    } finally {
      payload.release();
    }
  }

  /** So many bytes at a time as there is room for, and as are whole datagrams. */
  private int whole(int length, int segment) {
    int room = memory.stage().capacity();
    return length <= room || segment == 0 || segment > room ? length : room / segment * segment;
  }

  private void stage(DatagramRoute route, ByteBuf payload, int length, int segment) {
    if (length > memory.stage().capacity()) {
      // No datagram is so long; the kernel would say the same of it.
      lost(-Errno.EMSGSIZE.number(), segment == 0 ? 1 : Math.ceilDiv(length, segment));
      payload.skipBytes(length);
      return;
    }
    long address = staged(length);
    memory.stage().writeBytes(payload, length);
    add(route, address, length, segment);
  }

  @Override
  public void copy(DatagramRoute route, ByteBuffer payload) {
    if (!refused(route)) {
      memory.use(this);
      int length = payload.remaining();
      if (length > memory.stage().capacity()) {
        lost(-Errno.EMSGSIZE.number(), 1);
        return;
      }
      long address = staged(length);
      int at = payload.position();
      memory.stage().writeBytes(payload);
      payload.position(at);
      add(route, address, length, 0);
    }
  }

  /** Nobody is at port 0, or has no name, though a datagram may come from there. */
  private boolean refused(DatagramRoute route) {
    if (route.to().port() == 0) {
      traffic.happened(Count.ERRORS_SOCKET);
      return true;
    }
    return descriptor == null;
  }

  /** The address of room for so many bytes. */
  private long staged(int length) {
    ByteBuf stage = memory.stage();
    if (stage.writableBytes() < length) {
      flush();
    }
    return memory.stageAddress() + stage.writerIndex();
  }

  /** The kernel takes only so many datagrams by one message. */
  private void add(DatagramRoute route, long address, int length, int segment) {
    int most = segment == 0 ? length : DatagramOutbox.joined(segment);
    int at = 0;
    for (; length - at > most; at += most) {
      addMessage(route, address + at, most, segment);
    }
    addMessage(route, address + at, length - at, segment);
  }

  private void addMessage(DatagramRoute route, long address, int length, int segment) {
    if (!offer(route, address, length, segment)) {
      sendAll();
      if (!offer(route, address, length, segment)) {
        throw new IllegalStateException("outbox: full when empty");
      }
    }
  }

  private boolean offer(DatagramRoute route, long address, int length, int segment) {
    DatagramOutbox outbox = memory.outbox();
    if (segment == 0) {
      return outbox.add(route, address, length, joinable);
    }
    return outbox.addJoined(route, address, length, segment);
  }

  @Override
  public void flush() {
    memory.use(this);
    sendAll();
    memory.stage().clear();
  }

  private void sendAll() {
    DatagramOutbox outbox = memory.outbox();
    int from = 0;
    while (from < outbox.count()) {
      from = sendFrom(outbox, from);
    }
    outbox.clear();
  }

  /** Gives the index of the first message that is still to be sent. */
  private int sendFrom(DatagramOutbox outbox, int from) {
    Duplicate open = descriptor;
    if (open == null) {
      return outbox.count();
    }
    if (!waiting.isEmpty()) {
      return queue(outbox, from);
    }
    if (outbox.datagrams(from) > 1 && outbox.segment(from) > joinable) {
      return sendApart(open, outbox, from);
    }
    int sent = outbox.send(open.number(), from, kind);
    if (sent > 0) {
      count(outbox, from, sent);
      return from + sent;
    }
    return failed(open, outbox, from, sent);
  }

  private void count(DatagramOutbox outbox, int from, int messages) {
    tries = 0;
    long datagrams = 0;
    long bytes = 0;
    for (int i = from; i < from + messages; i++) {
      datagrams += outbox.datagrams(i);
      bytes += outbox.bytes(i);
    }
    sent(datagrams, bytes);
  }

  private void sent(long datagrams, long bytes) {
    if (counts) {
      traffic.sentDatagrams(datagrams, bytes);
    }
  }

  private int failed(Duplicate open, DatagramOutbox outbox, int from, int result) {
    if (Errno.EAGAIN.is(result)) {
      return unix ? overflowed(outbox, from, 0) : queue(outbox, from);
    }
    if (passing(result) && tries++ < TRIES) {
      return from;
    }
    tries = 0;
    if (outbox.datagrams(from) > 1 && refusesSegments(outbox.segment(from), result)) {
      return sendApart(open, outbox, from);
    }
    lost(result, outbox.datagrams(from));
    return from + 1;
  }

  /** A signal, or what became of an earlier datagram: this one was not tried. */
  private static boolean passing(int result) {
    return Errno.EINTR.is(result)
        || Errno.ECONNREFUSED.is(result)
        || Errno.EHOSTUNREACH.is(result)
        || Errno.ENETUNREACH.is(result);
  }

  /** A device without checksums takes none; else these are longer than the path's packets. */
  private boolean refusesSegments(int segment, int result) {
    if (Errno.EIO.is(result)) {
      joinable = 0;
    } else if (Errno.EINVAL.is(result) || Errno.EMSGSIZE.is(result)) {
      joinable = Math.min(joinable, segment - 1);
    } else {
      return false;
    }
    LOG.debug(
        "{}: {}: datagrams above {} bytes are sent one by one",
        channel,
        Errno.of(-result),
        joinable);
    return true;
  }

  private int sendApart(Duplicate open, DatagramOutbox outbox, int message) {
    int datagrams = outbox.datagrams(message);
    for (int i = 0; i < datagrams; i++) {
      int sent = outbox.sendApart(open.number(), message, i, kind);
      if (sent > 0) {
        int at = i * outbox.segment(message);
        sent(1, Math.min(outbox.segment(message), outbox.bytes(message) - at));
      } else if (Errno.EAGAIN.is(sent)) {
        return unix ? overflowed(outbox, message, i) : queuedFrom(outbox, message, i);
      } else {
        lost(sent, 1);
      }
    }
    return message + 1;
  }

  private void lost(int result, int datagrams) {
    for (int i = 0; i < datagrams; i++) {
      traffic.happened(Count.ERRORS_SOCKET);
    }
    LOG.debug("{}: {} datagrams not sent: {}", channel, datagrams, Errno.of(-result));
  }

  private int queue(DatagramOutbox outbox, int from) {
    for (int i = from; i < outbox.count(); i++) {
      queueFrom(outbox, i, 0);
    }
    return outbox.count();
  }

  /**
   * A Unix peer whose queue is full is full for all who send there, and who waits for it is told
   * that it may send all the time: it loses what it does not take, and nobody waits for it. Where
   * it is the socket's own buffer that is full, of what peers have not read, that counts as well.
   */
  private int overflowed(DatagramOutbox outbox, int message, int datagram) {
    if (descriptor != null && full(descriptor.number())) {
      traffic.happened(Count.STALLED);
    }
    for (int i = datagram; i < outbox.datagrams(message); i++) {
      traffic.happened(Count.OVERFLOWED);
    }
    return message + 1;
  }

  private static boolean full(int fd) {
    try {
      SocketMemory memory = SocketMemory.of(fd);
      return memory.sent() >= memory.sendLimit();
    } catch (SystemCallException unknown) {
      return false;
    }
  }

  private int queuedFrom(DatagramOutbox outbox, int message, int datagram) {
    queueFrom(outbox, message, datagram);
    return message + 1;
  }

  private void queueFrom(DatagramOutbox outbox, int message, int datagram) {
    if (waiting.isEmpty()) {
      traffic.happened(Count.STALLED);
    }
    int limit = Limits.of(channel).outbound();
    for (int i = datagram; i < outbox.datagrams(message); i++) {
      if (!waiting.add(outbox, message, i, limit)) {
        traffic.happened(Count.OVERFLOWED);
      }
    }
    ask();
  }

  /** The kernel may take again what waits. */
  void resume() {
    if (waiting.isEmpty()) {
      return;
    }
    memory.use(this);
    Duplicate open = descriptor;
    while (open != null && !waiting.isEmpty()) {
      MemorySegment bytes = waiting.bytes();
      memory.outbox().clear();
      memory.outbox().add(waiting.route(), bytes.address(), (int) bytes.byteSize(), 0);
      int sent = memory.outbox().send(open.number(), 0, kind);
      if (Errno.EAGAIN.is(sent)) {
        break;
      }
      if (sent > 0) {
        sent(1, bytes.byteSize());
      } else {
        lost(sent, 1);
      }
      waiting.remove();
    }
    memory.outbox().clear();
    ask();
  }
}
