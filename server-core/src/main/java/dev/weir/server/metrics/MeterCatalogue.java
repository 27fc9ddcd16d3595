package dev.weir.server.metrics;

import dev.weir.linux.TcpInfo;
import dev.weir.server.metrics.MeterRow.Kind;
import dev.weir.server.metrics.MeterRow.Place;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The table of meters: what a registry gets and what the reference says. */
public final class MeterCatalogue {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double MICROS = TimeUnit.SECONDS.toMicros(1);

  /** What the loops of a listener count. */
  public static final List<MeterRow<Tallies>> STREAM_SHARD =
      List.of(
          counter(
              "weir.connections.accepted",
              "connections",
              "",
              "Connections accepted, and given a pipeline.",
              Count.ACCEPTED),
          row(
              "weir.connections.active",
              Kind.GAUGE,
              "connections",
              Place.SHARD,
              "",
              "Connections open now.",
              tallies -> Math.max(0, tallies.sum(Count.ACCEPTED) - tallies.sum(Count.CLOSED))),
          counter(
              "weir.connections.refused",
              "connections",
              "cause=limit",
              "Connections reset before a pipeline existed, as many as allowed were open.",
              Count.REFUSED_LIMIT),
          counter(
              "weir.connections.refused",
              "connections",
              "cause=rule",
              "Connections reset before a pipeline existed, as their address may not connect.",
              Count.REFUSED_RULE),
          counter(
              "weir.connections.refused",
              "connections",
              "cause=address",
              "Connections reset before a pipeline existed, as many of their address were open as allowed.",
              Count.REFUSED_ADDRESS),
          counter(
              "weir.connections.refused",
              "connections",
              "cause=rate",
              "Connections reset before a pipeline existed, as they came faster than the server may accept them.",
              Count.REFUSED_RATE),
          counter(
              "weir.connections.refused",
              "connections",
              "cause=address-rate",
              "Connections reset before a pipeline existed, as they came faster than one address may connect.",
              Count.REFUSED_ADDRESS_RATE),
          counter(
              "weir.accept.paused",
              "pauses",
              "cause=resources",
              "Times that accepting paused because descriptors or kernel memory ran out.",
              Count.REFUSED_RESOURCES),
          counter(
              "weir.connections.closed",
              "connections",
              "cause=idle",
              "Connections closed because nothing moved for the idle time.",
              Count.CLOSED_IDLE),
          counter(
              "weir.connections.closed",
              "connections",
              "cause=read",
              "Connections closed because nothing was received for the read time.",
              Count.CLOSED_READ),
          counter(
              "weir.connections.closed",
              "connections",
              "cause=stall",
              "Connections reset because the peer took nothing of what waited for it.",
              Count.CLOSED_STALL),
          counter(
              "weir.connections.closed",
              "connections",
              "cause=first-bytes",
              "Connections closed because they had sent nothing at all in time.",
              Count.CLOSED_FIRST_BYTES),
          counter(
              "weir.connections.closed",
              "connections",
              "cause=age",
              "Connections told to finish because of their age.",
              Count.CLOSED_AGE));

  /** What the loops of any socket count. */
  public static final List<MeterRow<Tallies>> SHARD =
      List.of(
          counter("weir.bytes", "bytes", "direction=in", "Payload read.", Count.BYTES_IN),
          counter(
              "weir.bytes",
              "bytes",
              "direction=out",
              "Payload that the kernel took.",
              Count.BYTES_OUT),
          counter(
              "weir.writes.stalled",
              "stalls",
              "",
              "Times that a connection or datagram socket stopped being writable, as what waited to"
                  + " be sent passed its high-water mark.",
              Count.STALLED),
          counter(
              "weir.errors",
              "errors",
              "cause=handler",
              "Exceptions that handlers threw.",
              Count.ERRORS_HANDLER),
          counter(
              "weir.errors",
              "errors",
              "cause=socket",
              "Errors of sockets: resets by peers, datagrams that could not be sent.",
              Count.ERRORS_SOCKET),
          counter(
              "weir.errors",
              "errors",
              "cause=overflow",
              "Connections closed and datagrams dropped because too many bytes waited to be sent.",
              Count.OVERFLOWED));

  /** What the loops of a datagram socket count. */
  public static final List<MeterRow<Tallies>> DATAGRAM_SHARD =
      List.of(
          counter(
              "weir.datagrams", "datagrams", "direction=in", "Datagrams read.", Count.DATAGRAMS_IN),
          counter(
              "weir.datagrams",
              "datagrams",
              "direction=out",
              "Datagrams that the kernel took.",
              Count.DATAGRAMS_OUT),
          dropped(
              "cut",
              "Datagrams longer than what could be received: whole or not at all.",
              Count.DROPPED_CUT),
          dropped(
              "filter", "Datagrams from an address that may not send any.", Count.DROPPED_FILTER),
          dropped(
              "sessions",
              "Datagrams of new peers while as many sessions were open as allowed.",
              Count.DROPPED_SESSION_LIMIT),
          dropped(
              "address",
              "Datagrams of new peers of an address that had as many sessions as allowed.",
              Count.DROPPED_SESSION_ADDRESS),
          dropped(
              "queue", "Datagrams whose session's queue was full.", Count.DROPPED_SESSION_QUEUE),
          dropped(
              "connected",
              "Datagrams that the kernel dropped at sessions' own sockets, whose receive buffer was"
                  + " full; counted with the next one that arrives there, or when it closes.",
              Count.DROPPED_CONNECTED),
          counter(
              "weir.datagrams.unanswerable",
              "datagrams",
              "",
              "Datagrams from port 0, or from a Unix socket without a name: received, but nobody can"
                  + " be answered there.",
              Count.PORT_ZERO),
          counter(
              "weir.errors",
              "errors",
              "cause=unreachable",
              "ICMP errors that came back for datagrams that were sent; with epoll alone.",
              Count.UNREACHABLE),
          batches("1", Count.BATCH_1),
          batches("2-3", Count.BATCH_2),
          batches("4-7", Count.BATCH_4),
          batches("8-15", Count.BATCH_8),
          batches("16-31", Count.BATCH_16),
          batches("32-63", Count.BATCH_32),
          batches("64+", Count.BATCH_64),
          counter(
              "weir.sessions.opened", "sessions", "", "Sessions opened.", Count.SESSIONS_OPENED),
          counter(
              "weir.sessions.expired",
              "sessions",
              "",
              "Sessions ended because their peer was silent for the idle time.",
              Count.SESSIONS_EXPIRED),
          row(
              "weir.sessions.connected",
              Kind.GAUGE,
              "sessions",
              Place.SHARD,
              "",
              "Sessions that have a connected socket of their own now.",
              tallies ->
                  Math.max(
                      0,
                      tallies.sum(Count.SESSIONS_CONNECTED)
                          - tallies.sum(Count.SESSIONS_DISCONNECTED))),
          row(
              "weir.sessions.active",
              Kind.GAUGE,
              "sessions",
              Place.SHARD,
              "",
              "Sessions open now.",
              tallies ->
                  Math.max(
                      0, tallies.sum(Count.SESSIONS_OPENED) - tallies.sum(Count.SESSIONS_CLOSED))));

  /** What the kernel tells of a listener. */
  public static final List<MeterRow<KernelSocket>> LISTENER =
      List.of(
          row(
              "weir.accept.queue",
              Kind.GAUGE,
              "connections",
              Place.LISTENER,
              "",
              "Connections that the kernel has made and that wait to be accepted.",
              KernelSocket::queue),
          row(
              "weir.accept.queue.limit",
              Kind.GAUGE,
              "connections",
              Place.LISTENER,
              "",
              "How many may wait: the backlog, bounded by net.core.somaxconn; past it the kernel"
                  + " drops.",
              KernelSocket::queueLimit),
          row(
              "weir.accept.dropped",
              Kind.COUNTER,
              "attempts",
              Place.LISTENER,
              "",
              "Connection attempts that the kernel dropped at this listener, nearly always because"
                  + " its queue was full; clients that try again are counted again.",
              KernelSocket::drops));

  /** What the kernel tells of a datagram socket. */
  public static final List<MeterRow<KernelSocket>> DATAGRAMS =
      List.of(
          row(
              "weir.datagrams.dropped",
              Kind.COUNTER,
              "datagrams",
              Place.DATAGRAMS,
              "cause=kernel",
              "Datagrams that reached the socket and that the kernel dropped, nearly always because"
                  + " its receive buffer was full; a larger SO_RCVBUF helps against bursts.",
              KernelSocket::drops));

  /** What the kernel tells of connections, each now and then. */
  public static final List<MeterRow<TcpInfo>> CONNECTIONS =
      List.of(
          histogram(
              "weir.tcp.rtt",
              "seconds",
              "Smoothed round-trip time.",
              info -> info.rtt() / MICROS,
              List.of(1e-4, 5e-4, 1e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)),
          histogram(
              "weir.tcp.retransmits",
              "segments",
              "Segments retransmitted since the connection began.",
              TcpInfo::totalRetransmits,
              List.of(0.5, 1.0, 2.0, 5.0, 10.0, 100.0, 1000.0, 10_000.0)),
          histogram(
              "weir.tcp.cwnd",
              "segments",
              "Congestion window.",
              TcpInfo::sendCwnd,
              List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 2000.0)),
          histogram(
              "weir.tcp.delivery.rate",
              "bytes",
              "Bytes per second that the peer lately acknowledged; 0 before the kernel knows.",
              TcpInfo::deliveryRate,
              List.of(1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10)));

  /** How long the loops of a group take to answer. */
  public static final List<MeterRow<Long>> LOOPS =
      List.of(
          row(
              "weir.loop.lag",
              Kind.SUMMARY,
              "seconds",
              Place.LOOPS,
              "",
              "How long a task waits for its loop, asked of each loop four times a second.",
              nanos -> nanos / NANOS));

  /** What is asked of a loop at a scrape. */
  public static final List<MeterRow<LoopWatch.Loop>> LOOP =
      List.of(
          row(
              "weir.loop.pending",
              Kind.GAUGE,
              "tasks",
              Place.LOOP,
              "",
              "Tasks that wait for the loop, timers not counted.",
              LoopWatch.Loop::pendingTasks),
          row(
              "weir.loop.silent",
              Kind.GAUGE,
              "seconds",
              Place.LOOP,
              "",
              "How long the loop has owed an answer; it grows while a handler blocks the loop.",
              loop -> loop.silentNanos() / NANOS));

  /** What is asked of the process at a scrape. */
  public static final List<MeterRow<BufferMemory>> PROCESS =
      List.of(
          row(
              "weir.buffers.memory",
              Kind.GAUGE,
              "bytes",
              Place.PROCESS,
              "area=direct",
              "Direct memory that Netty's allocator holds, used by buffers or kept for the next.",
              BufferMemory::direct),
          row(
              "weir.buffers.memory",
              Kind.GAUGE,
              "bytes",
              Place.PROCESS,
              "area=heap",
              "Heap memory that Netty's allocator holds, used by buffers or kept for the next.",
              BufferMemory::heap),
          row(
              "weir.direct.memory",
              Kind.GAUGE,
              "bytes",
              Place.PROCESS,
              "counted=java",
              "Direct memory of the whole process that Java made, and bounds by"
                  + " -XX:MaxDirectMemorySize.",
              BufferMemory::java),
          row(
              "weir.direct.memory",
              Kind.GAUGE,
              "bytes",
              Place.PROCESS,
              "counted=netty",
              "Direct memory of the whole process that Netty made past Java, and bounds by"
                  + " io.netty.maxDirectMemory; absent where Netty does not count.",
              BufferMemory::netty));

  private MeterCatalogue() {}

  /**
   * Every meter.
   *
   * @return in the order of the reference
   */
  public static List<MeterRow<?>> all() {
    return Stream.of(
            STREAM_SHARD,
            SHARD,
            DATAGRAM_SHARD,
            LISTENER,
            DATAGRAMS,
            CONNECTIONS,
            ClientRows.ANY,
            ClientRows.DATAGRAMS,
            ClientRows.CONNECTS,
            LOOPS,
            LOOP,
            PROCESS)
        .<MeterRow<?>>flatMap(List::stream)
        .toList();
  }

  private static MeterRow<Tallies> counter(
      String name, String unit, String tag, String meaning, Count count) {
    return row(name, Kind.COUNTER, unit, Place.SHARD, tag, meaning, tallies -> tallies.sum(count));
  }

  private static MeterRow<Tallies> dropped(String cause, String meaning, Count count) {
    return counter("weir.datagrams.dropped", "datagrams", "cause=" + cause, meaning, count);
  }

  private static MeterRow<Tallies> batches(String datagrams, Count count) {
    return counter(
        "weir.datagrams.batches",
        "calls",
        "datagrams=" + datagrams,
        "Receiving calls that gave so many datagrams: how well batching works.",
        count);
  }

  private static MeterRow<TcpInfo> histogram(
      String name,
      String unit,
      String meaning,
      ToDoubleFunction<TcpInfo> value,
      List<Double> buckets) {
    return new MeterRow<>(
        name, Kind.HISTOGRAM, unit, Place.CONNECTIONS, "", meaning, value, buckets);
  }

  private static <S> MeterRow<S> row(
      String name,
      Kind kind,
      String unit,
      Place place,
      String tag,
      String meaning,
      ToDoubleFunction<S> value) {
    return new MeterRow<>(name, kind, unit, place, tag, meaning, value, List.of());
  }
}
