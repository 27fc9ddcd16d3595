package dev.weir.server.admission;

import dev.weir.server.connection.AddressPrefix;
import dev.weir.server.connection.AddressRules;
import dev.weir.server.connection.Admission;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Decides who comes in, before anything is made for them: first by address, which costs nothing,
 * then by the server's room, by what the address has, and last by how fast the server is to fill.
 * Any thread.
 */
public final class Door {
  private static final long SWEEP_MILLIS = 1000;

  private final Room room;
  private final ScheduledExecutorService timer;
  private final Bucket bucket = new Bucket();
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile State state;

  private record State(Admission limits, AddressRules.Verdicts verdicts, AddressTable table) {
    static State of(Admission limits, AddressTable table) {
      return new State(limits, limits.rules().verdicts(), table);
    }

    State followedBy(Admission other, Consumer<AddressTable> left) {
      AddressTable kept = table.fits(other) ? table : new AddressTable(other, left);
      return new State(other, other.rules().verdicts(), kept);
    }
  }

  /**
   * A door.
   *
   * @param limits hold until others are given
   * @param room of the server
   * @param timer tells when addresses may be forgotten
   */
  public Door(Admission limits, Room room, ScheduledExecutorService timer) {
    this.room = room;
    this.timer = timer;
    this.state = State.of(limits, new AddressTable(limits, this::sweepLater));
  }

  /**
   * Goes by other limits; who is in stays in.
   *
   * @param other hold from now on
   */
  public synchronized void limits(Admission other) {
    state = state.followedBy(other, this::sweepLater);
  }

  /**
   * Decides about a connection.
   *
   * @param remote its address; one that is none of the internet is asked for room alone
   * @return its place, which it gives back when it has closed, or why there is none
   */
  public Entry enter(SocketAddress remote) {
    State now = state;
    Optional<InetAddress> address = Optional.empty();
    if (remote instanceof InetSocketAddress internet) {
      address = Optional.of(internet.getAddress());
    }
    if (address.isPresent() && !now.verdicts.allows(address.get())) {
      return Refusal.RULE;
    }
    return room.enter() ? inRoom(now, address) : Refusal.LIMIT;
  }

  private Entry inRoom(State now, Optional<InetAddress> address) {
    Entry entry =
        address
            .map(inet -> byAddress(now, now.table.prefix(inet)))
            .orElseGet(() -> byRate(now, Place.nowhere()));
    if (entry instanceof Refusal) {
      room.leave();
    }
    return entry;
  }

  private Entry byAddress(State now, AddressPrefix address) {
    Entry entry = now.table.enter(address, now.limits, System.nanoTime());
    return entry instanceof Place place ? byRate(now, place) : entry;
  }

  private Entry byRate(State now, Place place) {
    if (inTime(now.limits)) {
      return place;
    }
    place.leave();
    return Refusal.RATE;
  }

  private boolean inTime(Admission limits) {
    if (!limits.acceptRate().limited()) {
      return true;
    }
    synchronized (bucket) {
      return bucket.take(limits.acceptRate(), System.nanoTime());
    }
  }

  private void sweepLater(AddressTable table) {
    if (table.lingers() && sweeping.compareAndSet(false, true)) {
      schedule(table);
    }
  }

  private void schedule(AddressTable table) {
    try {
      timer.schedule(() -> sweep(table), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      // The loops have ended, and the server with them: the table goes as a whole.
      sweeping.set(false);
    }
  }

  private void sweep(AddressTable table) {
    sweeping.set(false);
    table.sweep(System.nanoTime());
    sweepLater(table);
  }

  /**
   * How many addresses are remembered.
   *
   * @return from 0
   */
  public int addresses() {
    return state.table.size();
  }
}
