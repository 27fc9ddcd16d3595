package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramInbox;
import dev.weir.linux.call.Errno;
import dev.weir.linux.call.ErrorQueue;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.Duplicate;
import dev.weir.server.transport.SparseLog;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a datagram socket past Netty, many messages by one call. Loop only. */
final class FastSocket {
  private static final Logger LOG = LoggerFactory.getLogger(FastSocket.class);

  /** Calls per event, then the loop's other sockets have their turn. */
  private static final int CALLS = 4;

  /** Reported errors per event: a storm of them has its turns like everything else. */
  private static final int ERRORS = 256;

  private final DatagramEnd end;
  private final Channel channel;
  private final Traffic traffic;
  private final LoopMemory memory = LoopMemory.get();
  private final Window window;
  private final FastOutlet outlet;
  private final Arrival arrival;
  private final SparseLog sparse = new SparseLog();
  private final @Nullable ErrorQueue errors;
  private @Nullable Duplicate descriptor;
  private boolean once;

  private FastSocket(DatagramEnd end, DatagramSettings settings, boolean six, boolean unix) {
    this.end = end;
    this.channel = end.context().channel();
    this.traffic = Traffic.of(channel);
    this.window = new Window(settings.batching().messages());
    this.outlet = new FastOutlet(end, memory, six, unix, settings.batching().segment());
    this.arrival = new Arrival(outlet, Pending.of(channel));
    this.errors = end.wantsErrors() ? new ErrorQueue() : null;
  }

  /** Empty where the channel is not epoll's. */
  static Optional<FastSocket> of(DatagramEnd end, DatagramSettings settings) {
    Channel channel = end.context().channel();
    FastSocket[] made = new FastSocket[1];
    Optional<Duplicate> descriptor = Duplicate.of(channel, error -> made[0].ready(error));
    if (descriptor.isEmpty()) {
      return Optional.empty();
    }
    Duplicate opened = descriptor.orElseThrow();
    try {
      int family =
          SocketCalls.intOption(
              opened.number(), SocketConstants.SOL_SOCKET, SocketConstants.SO_DOMAIN);
      boolean six = family == SocketConstants.AF_INET6;
      boolean unix = family == SocketConstants.AF_UNIX;
      ask(end, settings, new KernelNotes(opened.number(), six, unix));
      made[0] = new FastSocket(end, settings, six, unix);
      made[0].begin(opened);
      return Optional.of(made[0]);
    } catch (SystemCallException refused) {
      LOG.warn("{}: read by Netty: {}", channel, refused.toString());
      opened.close();
      return Optional.empty();
    }
  }

  private static void ask(DatagramEnd end, DatagramSettings settings, KernelNotes notes) {
    boolean wildcard =
        end.context().channel().localAddress() instanceof InetSocketAddress local
            && local.getAddress().isAnyLocalAddress();
    notes.ask(settings.metadata(), wildcard);
    if (settings.batching().join() && !notes.join()) {
      LOG.debug("{}: datagrams are not joined here", end.context().channel());
    }
    if (end.wantsErrors()) {
      notes.errors();
    }
  }

  private void begin(Duplicate opened) {
    descriptor = opened;
    outlet.begin(opened);
  }

  FastOutlet outlet() {
    return outlet;
  }

  /** Netty's channel wants to read: from now on, or once where it does not by itself. */
  void read() {
    once = !channel.config().isAutoRead();
    outlet.reading(true);
  }

  void close() {
    Duplicate open = descriptor;
    if (open != null) {
      descriptor = null;
      outlet.close();
      open.close();
    }
  }

  private void ready(boolean error) {
    if (error) {
      reportErrors();
    }
    outlet.resume();
    for (int i = 0; i < CALLS && descriptor != null; i++) {
      if (!channel.config().isAutoRead() && !once) {
        outlet.reading(false);
        return;
      }
      once = false;
      int wanted = window.next();
      int got = memory.inbox().receive(descriptor.number(), wanted);
      if (got > 0) {
        take(got);
      }
      if (got < wanted) {
        stopAt(got);
        return;
      }
    }
  }

  /** Passing ones are of what was sent before: the error queue tells whom they are about. */
  private void stopAt(int result) {
    if (result >= 0 || Errno.EAGAIN.is(result) || Errno.EINTR.is(result)) {
      return;
    }
    LOG.debug("{}: receiving: {}", channel, Errno.of(-result));
    if (Errno.EBADF.is(result)) {
      channel.close();
    }
  }

  private void reportErrors() {
    Duplicate open = descriptor;
    if (open == null) {
      return;
    }
    if (errors == null) {
      // Nobody asked for it: reading takes it away.
      clearError(open);
      return;
    }
    for (int i = 0; i < ERRORS && errors.next(open.number()); i++) {
      traffic.happened(Count.UNREACHABLE);
      end.undelivered(errors.receiver(), errors.reason());
    }
    clearError(open);
  }

  private void clearError(Duplicate open) {
    try {
      int error =
          SocketCalls.intOption(
              open.number(), SocketConstants.SOL_SOCKET, SocketConstants.SO_ERROR);
      LOG.debug("{}: error between datagrams: {}", channel, error);
    } catch (SystemCallException closed) {
      LOG.debug("{}: {}", channel, closed.toString());
    }
  }

  private void take(int messages) {
    DatagramInbox inbox = memory.inbox();
    long bytes = 0;
    long datagrams = 0;
    for (int i = 0; i < messages; i++) {
      int length = inbox.length(i);
      inbox.notes(i, arrival.notes());
      int segment = arrival.notes().segment();
      datagrams += segment > 0 ? Math.ceilDiv(length, segment) : 1;
      bytes += length;
      if (inbox.cut(i)) {
        drop(length);
      } else {
        hand(i, length, segment > 0 ? segment : length);
      }
    }
    if (end.counts()) {
      traffic.receivedDatagrams(datagrams, bytes);
    }
    traffic.happened(Count.batch((int) Math.min(datagrams, Integer.MAX_VALUE)));
    window.took(messages, bytes);
    end.turnEnded();
    outlet.flush();
    for (int i = 0; i < messages; i++) {
      memory.reclaim(i);
    }
  }

  private void hand(int slot, int length, int segment) {
    memory.inbox().sender(slot, arrival.route().to());
    if (!end.admits(arrival.route().to(), segment == 0 ? 1 : Math.ceilDiv(length, segment))) {
      return;
    }
    arrival.route().from().set(arrival.notes().reply());
    end.countPortZero(arrival.route().to());
    ByteBuf view = memory.view(slot).setIndex(0, length);
    arrival.begin(view, memory.address(slot), segment);
    end.take(arrival);
  }

  private void drop(int length) {
    traffic.happened(Count.DROPPED_CUT);
    sparse.event(silent ->
        LOG.warn(
            "{}: a datagram of {} bytes was dropped, longer than can be received ({} more"
                + " unlogged)",
            channel,
            length,
            silent));
  }
}
