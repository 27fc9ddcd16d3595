package dev.weir.server.admission;

import dev.weir.server.connection.AddressPrefix;
import dev.weir.server.connection.Admission;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The addresses that have connections, each once. An address is forgotten when its last connection
 * has gone and its rate would let it do again whatever a new one may; of those that only the rate
 * keeps here there are never more than {@link #MOST_LINGERING}. Any thread.
 */
final class AddressTable {
  /** Past this the oldest is forgotten early: memory is bounded whoever comes. */
  static final int MOST_LINGERING = 65_536;

  private final int ipv4Prefix;
  private final int ipv6Prefix;
  private final ConcurrentMap<AddressPrefix, Guest> guests = new ConcurrentHashMap<>();
  private final Queue<Guest> lingering = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lingerers = new AtomicInteger();

  private final Consumer<AddressTable> left;

  /**
   * An empty table, for what the limits count as one address.
   *
   * @param left hears of each that has left, on whichever thread
   */
  AddressTable(Admission limits, Consumer<AddressTable> left) {
    this.left = left;
    this.ipv4Prefix = limits.ipv4Prefix();
    this.ipv6Prefix = limits.ipv6Prefix();
  }

  /** Whether other limits can go on with this table. */
  boolean fits(Admission limits) {
    return limits.ipv4Prefix() == ipv4Prefix && limits.ipv6Prefix() == ipv6Prefix;
  }

  AddressPrefix prefix(InetAddress address) {
    return AddressPrefix.of(address, ipv4Prefix, ipv6Prefix);
  }

  /** Counts a connection of an address, unless the limits are against it. */
  Entry enter(AddressPrefix address, Admission limits, long now) {
    while (true) {
      Guest guest = guests.computeIfAbsent(address, Guest::new);
      switch (guest.enter(limits, now)) {
        case WELCOME -> {
          return Place.of(this, guest);
        }
        case TOO_MANY -> {
          return Refusal.ADDRESS;
        }
        case TOO_FAST -> {
          return Refusal.ADDRESS_RATE;
        }
        case FORGOTTEN -> {
          // Somebody has just been the last to leave: the next guest is a new one.
        }
      }
    }
  }

  /** A counted connection has gone. Nobody is forgotten who has another. */
  void leave(Guest guest, long now) {
    guest.leave();
    if (!forget(guest, now, false) && guest.beginsToLinger()) {
      lingering.add(guest);
      lingerers.incrementAndGet();
    }
    while (lingerers.get() > MOST_LINGERING) {
      look(now, true);
    }
    left.accept(this);
  }

  private boolean forget(Guest guest, long now, boolean hurry) {
    boolean forgotten = guest.forget(now, hurry);
    if (forgotten) {
      guests.remove(guest.address(), guest);
    }
    return forgotten;
  }

  /** Whether some are to be forgotten later. */
  boolean lingers() {
    return lingerers.get() > 0;
  }

  /** Forgets whom nothing keeps any more. */
  void sweep(long now) {
    for (int left = lingerers.get(); left > 0; left--) {
      look(now, false);
    }
  }

  private void look(long now, boolean hurry) {
    Guest guest = lingering.poll();
    if (guest == null) {
      return;
    }
    lingerers.decrementAndGet();
    guest.lookedAt();
    if (!forget(guest, now, hurry) && guest.beginsToLinger()) {
      lingering.add(guest);
      lingerers.incrementAndGet();
    }
  }

  /** How many addresses are known. */
  int size() {
    return guests.size();
  }
}
