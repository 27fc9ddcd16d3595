package dev.weir.server;

import dev.weir.server.admission.Room;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server, and how many there may be. A place is taken before a connection has
 * a pipeline, and given back when it has closed. Any thread.
 */
final class Connections implements Room {
  private volatile int most;
  private final AtomicInteger places = new AtomicInteger();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<@Nullable Void> emptied = new CompletableFuture<>();
  private final AtomicLong gone = new AtomicLong();
  private volatile boolean sealed;

  Connections(int most) {
    this.most = most;
  }

  /** Bounds places from now on; who has one keeps it. */
  void most(int other) {
    most = other;
  }

  /** Takes a place, where there is one. */
  @Override
  public boolean enter() {
    if (places.incrementAndGet() > most) {
      leave();
      return false;
    }
    return true;
  }

  void add(Channel connection) {
    open.add(connection);
  }

  void remove(Channel connection) {
    if (open.remove(connection)) {
      gone.incrementAndGet();
      leave();
    }
  }

  /** Gives back the place of a connection that may or may not have begun. */
  void abandon(Channel connection) {
    if (!open.contains(connection)) {
      leave();
    }
  }

  /** How many have begun and ended. */
  long gone() {
    return gone.get();
  }

  @Override
  public void leave() {
    if (places.decrementAndGet() == 0 && sealed) {
      emptied.complete(null);
    }
  }

  /** Those open, whenever it is iterated. */
  Iterable<Channel> channels() {
    return open;
  }

  Stream<Channel> stream() {
    return open.stream();
  }

  void forEach(Consumer<Channel> action) {
    open.forEach(action);
  }

  /**
   * Says that no more places will be taken.
   *
   * @return completes when all have been given back
   */
  CompletableFuture<@Nullable Void> seal() {
    sealed = true;
    if (places.get() == 0) {
      emptied.complete(null);
    }
    return emptied;
  }
}
