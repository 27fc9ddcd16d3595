package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the data streams that a client opens for its test, until all are there or the test gives
 * up. Streams arrive on loops of their own; they are put together on the test's.
 */
final class StreamIntake {

  /** What a test wants to know; told on its loop. */
  interface Listener {
    /**
     * One more stream has arrived.
     *
     * @param before how many have before it
     */
    void arrived(DataSocket socket, int before);

    /** All have arrived. */
    void complete();

    /** One could not be had. */
    void failed(TestFailure failure);
  }

  private static final Logger LOG = LoggerFactory.getLogger(StreamIntake.class);

  private final TestParameters parameters;
  private final EventLoop loop;
  private final Listener listener;
  private final AtomicInteger places;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Set<InetSocketAddress> flows = new HashSet<>();
  private boolean closed;

  StreamIntake(TestParameters parameters, EventLoop loop, Listener listener) {
    this.parameters = parameters;
    this.loop = loop;
    this.listener = listener;
    places = new AtomicInteger(parameters.streams());
  }

  /** Any thread: takes a place among the streams of this test, if one is free. */
  private boolean claim() {
    return places.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
  }

  /** Takes a TCP connection in; on its loop. False where this test wants none. */
  boolean connection(Channel channel, long order) {
    if (parameters.protocol() != Protocol.TCP || !claim()) {
      return false;
    }
    arrive(channel, order);
    return true;
  }

  /** A client's address wants to open a flow; one that it opens already is not opened again. */
  void hello(InetSocketAddress peer, InetAddress local, FlowDesk desk) {
    if (closed || flows.contains(peer) || !claim()) {
      return;
    }
    flows.add(peer);
    int order = flows.size();
    desk.open(local, peer)
        .thenAccept(channel -> opened(channel, order))
        .exceptionally(this::noFlow);
  }

  /** On the flow's loop. */
  private void opened(Channel channel, int order) {
    channel.pipeline().addLast(new FlowGate());
    if (arrive(channel, order)) {
      channel.writeAndFlush(Hello.reply(channel.alloc()));
    }
  }

  private @Nullable Void noFlow(Throwable cause) {
    LOG.warn("A flow has no socket", cause);
    loop.execute(() -> listener.failed(new TestFailure(ErrorCode.STREAM_CREATE)));
    return null;
  }

  /** On the stream's loop, where nobody can close it meanwhile. */
  private boolean arrive(Channel channel, long order) {
    try {
      Arrival arrival = new Arrival(DataSocket.prepare(channel, parameters, true), order);
      loop.execute(() -> add(arrival));
      return true;
    } catch (TestFailure failure) {
      channel.close();
      loop.execute(() -> listener.failed(failure));
      return false;
    }
  }

  private void add(Arrival arrival) {
    if (closed) {
      arrival.socket().channel().close();
      return;
    }
    arrivals.add(arrival);
    listener.arrived(arrival.socket(), arrivals.size() - 1);
    if (arrivals.size() == parameters.streams()) {
      listener.complete();
    }
  }

  /** The sockets in the order in which they were accepted. */
  List<DataSocket> sockets() {
    return arrivals.stream()
        .sorted(Comparator.comparingLong(Arrival::order))
        .map(Arrival::socket)
        .toList();
  }

  /** Turns away whoever comes late, and closes what has come. */
  void close() {
    closed = true;
    places.set(0);
    arrivals.forEach(arrival -> arrival.socket().channel().close());
  }
}
