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
    static State of(Admission limits) {
      return new State(limits, limits.rules().verdicts(), new AddressTable(limits));
    }

    State followedBy(Admission other) {
      AddressTable kept = table.fits(other) ? table : new AddressTable(other);
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
    this.state = State.of(limits);
    this.room = room;
    this.timer = timer;
  }

  /**
   * Goes by other limits; who is in stays in.
   *
   * @param other hold from now on
   */
  public synchronized void limits(Admission other) {
    state = state.followedBy(other);
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
    Optional<Refusal> refusal = now.table.enter(address, now.limits, System.nanoTime());
    return refusal.isPresent()
        ? refusal.get()
        : byRate(now, Place.of(now.table, address, () -> sweepLater(now.table)));
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
