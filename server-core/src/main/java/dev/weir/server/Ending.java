package dev.weir.server;

import dev.weir.server.connection.DrainEvent;
import dev.weir.server.connection.ForcedEnd;
import dev.weir.server.datagram.Pending;
import dev.weir.server.datagram.SessionPlaces;
import dev.weir.server.pipeline.Farewell;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server ends: in good order, at once, or at once after good order took too long. There is
 * one way through: sockets stop, connections end, {@link #ended()} completes. Any thread.
 */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private final Recipe recipe;
  private final Loops loops;
  private final List<Shard> shards;
  private final Connections connections;
  private final SessionPlaces sessions;
  private final AtomicInteger openSockets;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicLong forced = new AtomicLong();
  private final AtomicLong pending = new AtomicLong();
  private volatile long goneBefore;
  private volatile boolean closing;
  private volatile boolean overdue;

  Ending(
      Recipe recipe,
      Loops loops,
      List<Shard> shards,
      Connections connections,
      SessionPlaces sessions) {
    this.recipe = recipe;
    this.loops = loops;
    this.shards = shards;
    this.connections = connections;
    this.sessions = sessions;
    this.openSockets = new AtomicInteger(shards.size());
  }

  /** Follows the sockets, whoever closes them. */
  void watch() {
    shards.forEach(s -> s.channel().closeFuture().addListener(closed -> socketClosed()));
  }

  private void socketClosed() {
    if (openSockets.decrementAndGet() == 0) {
      connections.seal().thenRun(() -> ended.complete(null));
    }
  }

  /** Completes when no socket is left, on a loop. */
  CompletableFuture<@Nullable Void> ended() {
    return ended;
  }

  DrainReport report() {
    long cutOff = forced.get() + sessions.forced();
    return new DrainReport(
        Math.max(0, gone() - goneBefore - cutOff), cutOff, pending.get() + sessions.unread());
  }

  /** Connections of a stream server, sessions of a datagram server. */
  private long gone() {
    return connections.gone() + sessions.gone();
  }

  void drain(Duration deadline) {
    if (closing || !draining.compareAndSet(false, true)) {
      return;
    }
    goneBefore = gone();
    // First, while the loops are sure to live: an idle server has ended before the next line.
    scheduleForce(deadline);
    shards.forEach(this::stop);
    connections.forEach(Ending::tell);
  }

  /** A connection that began while its server ended. */
  void joined(Channel connection) {
    if (closing) {
      connection.close();
    } else if (overdue) {
      onLoop(connection, () -> Farewell.begin(connection, forced, pending));
    } else if (draining.get()) {
      connection.pipeline().addFirst(new FirstWord(() -> tell(connection)));
    }
  }

  /** A listener stops after who waits has been let in, a datagram socket when it owes nothing. */
  private void stop(Shard shard) {
    onLoop(
        shard.channel(),
        shard.endpoint().scheme().datagrams()
            ? () -> stopDatagrams(shard.channel())
            : LastCall.at(loops.kind(), recipe, shard));
  }

  private static void stopDatagrams(Channel socket) {
    socket.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE);
    socket.flush();
    Pending.of(socket).drain();
  }

  private static void tell(Channel connection) {
    onLoop(connection, () -> DrainEvent.tell(connection));
  }

  private void scheduleForce(Duration deadline) {
    var timer =
        loops.group().next().schedule(this::force, deadline.toNanos(), TimeUnit.NANOSECONDS);
    ended.thenRun(() -> timer.cancel(false));
  }

  private void force() {
    // First: who joins from here on is not among those below, or is twice, which is once.
    overdue = true;
    shards.forEach(shard -> close(shard.channel()));
    connections.forEach(
        connection -> onLoop(connection, () -> Farewell.begin(connection, forced, pending)));
  }

  void now() {
    closing = true;
    shards.forEach(shard -> close(shard.channel()));
    connections.forEach(connection -> {
      forced.incrementAndGet();
      ForcedEnd.mark(connection);
      close(connection);
    });
  }

  /** What is closed already may have no loop any more that could be asked to. */
  private static void close(Channel channel) {
    if (channel.isOpen()) {
      onLoop(channel, channel::close);
    }
  }

  /** Loops that have ended have closed their channels. */
  private static void onLoop(Channel channel, Runnable action) {
    try {
      channel.eventLoop().execute(action);
    } catch (RejectedExecutionException ended) {
      LOG.debug("{}: its loop has ended, and has closed it", channel, ended);
    }
  }
}
