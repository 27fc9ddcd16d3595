package dev.weir.server.metrics;

import dev.weir.linux.TcpInfo;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import java.util.Collections;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Asks the kernel about open connections, one after another and all over again: at most {@link
 * #MOST} of a server each second, however many there are. The question costs about a microsecond
 * and is not asked on a loop.
 */
public final class TcpSampler implements AutoCloseable {
  /** Connections of a server that are asked about in one second, at most. */
  public static final int MOST = 64;

  private static final long INTERVAL_MILLIS = 1000;

  private final Iterable<Channel> connections;
  private final Function<Channel, OptionalInt> descriptor;
  private final BiConsumer<Channel, TcpInfo> samples;
  private final ScheduledFuture<?> ticking;
  private Iterator<Channel> next = Collections.emptyIterator();

  TcpSampler(
      Iterable<Channel> connections,
      Function<Channel, OptionalInt> descriptor,
      BiConsumer<Channel, TcpInfo> samples,
      long intervalMillis) {
    this.connections = connections;
    this.descriptor = descriptor;
    this.samples = samples;
    this.ticking = WatchThread.every(intervalMillis, this::tick);
  }

  /**
   * Begins to sample.
   *
   * @param connections those open now, in any order; iterated while it changes
   * @param descriptor of a connection; empty where its transport has none
   * @param samples takes each; must not wait
   * @return the sampler, to be closed with its server
   */
  public static TcpSampler over(
      Iterable<Channel> connections,
      Function<Channel, OptionalInt> descriptor,
      BiConsumer<Channel, TcpInfo> samples) {
    return new TcpSampler(connections, descriptor, samples, INTERVAL_MILLIS);
  }

  /** Goes on where the last turn stopped; no connection twice in one turn. */
  void tick() {
    if (!next.hasNext()) {
      next = connections.iterator();
    }
    for (int asked = 0; asked < MOST && next.hasNext(); asked++) {
      ask(next.next());
    }
  }

  private void ask(Channel connection) {
    descriptor.apply(connection).ifPresent(fd -> ask(connection, fd));
  }

  /** A number may belong to another socket once the connection has closed: what it says is void. */
  private void ask(Channel connection, int fd) {
    try {
      TcpInfo info = TcpInfo.of(fd);
      if (connection.isOpen()) {
        samples.accept(connection, info);
      }
    } catch (SystemCallException closed) {
      // It closed meanwhile.
    }
  }

  @Override
  public void close() {
    ticking.cancel(false);
  }
}
