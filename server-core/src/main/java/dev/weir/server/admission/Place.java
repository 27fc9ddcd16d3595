package dev.weir.server.admission;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A connection's place among those of its address. Any thread. */
public final class Place implements Entry {
  private static final Place NOWHERE = new Place(null, null);

  private static final AtomicIntegerFieldUpdater<Place> LEFT =
      AtomicIntegerFieldUpdater.newUpdater(Place.class, "left");

  private final @Nullable AddressTable table;
  private final @Nullable Guest guest;

  /** 1 once it has been given back. Read and written by the updater alone. */
  @SuppressWarnings("UnusedVariable")
  private volatile int left;

  private Place(@Nullable AddressTable table, @Nullable Guest guest) {
    this.table = table;
    this.guest = guest;
  }

  /** A place of somebody without an address. */
  static Place nowhere() {
    return NOWHERE;
  }

  /** A place of a guest whose connection has been counted. */
  static Place of(AddressTable table, Guest guest) {
    return new Place(table, guest);
  }

  /** Gives the place back; only the first call does anything. */
  public void leave() {
    if (table != null && guest != null && LEFT.compareAndSet(this, 0, 1)) {
      table.leave(guest, System.nanoTime());
    }
  }
}
