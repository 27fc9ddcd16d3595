package dev.weir.server.admission;

import dev.weir.server.connection.AddressPrefix;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection's place among those of its address. Any thread. */
public final class Place implements Entry {
  private static final Place NOWHERE = new Place(() -> {});

  private final Runnable leave;
  private final AtomicBoolean left = new AtomicBoolean();

  private Place(Runnable leave) {
    this.leave = leave;
  }

  /** A place of somebody without an address. */
  static Place nowhere() {
    return NOWHERE;
  }

  static Place of(AddressTable table, AddressPrefix address, Runnable after) {
    return new Place(() -> {
      table.leave(address, System.nanoTime());
      after.run();
    });
  }

  /** Gives the place back; only the first call does anything. */
  public void leave() {
    if (left.compareAndSet(false, true)) {
      leave.run();
    }
  }
}
