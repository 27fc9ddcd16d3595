package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramInbox;
import dev.weir.linux.call.DatagramNotes;
import dev.weir.linux.call.Errno;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.SparseLog;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what sockets of one endpoint have received, many messages by one call, and hands it to the
 * stage, whichever of the sockets it came by. Loop only.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final DatagramEnd end;
  private final Channel channel;
  private final Traffic traffic;
  private final LoopMemory memory;
  private final Outlet outlet;
  private final Arrival arrival;
  private final SparseLog sparse = new SparseLog();
  private long drops = DatagramNotes.UNTOLD;

  Intake(DatagramEnd end, LoopMemory memory, Outlet outlet) {
    this.end = end;
    this.channel = end.context().channel();
    this.traffic = Traffic.of(channel);
    this.memory = memory;
    this.outlet = outlet;
    this.arrival = new Arrival(outlet, Pending.of(channel));
  }

  /**
   * Receives by one call.
   *
   * @param fd of a socket that does not block
   * @param window of that socket, which is told
   * @return false where the socket has no more for now
   */
  boolean receive(int fd, Window window) {
    int wanted = window.next();
    drops = DatagramNotes.UNTOLD;
    int got = memory.inbox().receive(fd, wanted);
    if (got > 0) {
      take(got, window);
    } else {
      stopped(got);
    }
    return got == wanted;
  }

  /** What was told of drops by the last call; {@link DatagramNotes#UNTOLD} for nothing. */
  long drops() {
    return drops;
  }

  /** Passing ones are of what was sent before: the error queue tells whom they are about. */
  private void stopped(int result) {
    if (result == 0 || Errno.EAGAIN.is(result) || Errno.EINTR.is(result)) {
      return;
    }
    LOG.debug("{}: receiving: {}", channel, Errno.of(-result));
    if (Errno.EBADF.is(result)) {
      channel.close();
    }
  }

  private void take(int messages, Window window) {
    DatagramInbox inbox = memory.inbox();
    long bytes = 0;
    long datagrams = 0;
    for (int i = 0; i < messages; i++) {
      int length = inbox.length(i);
      inbox.notes(i, arrival.notes());
      int segment = arrival.notes().segment();
      drops = Math.max(drops, arrival.notes().drops());
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
