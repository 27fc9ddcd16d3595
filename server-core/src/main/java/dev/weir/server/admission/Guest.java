package dev.weir.server.admission;

import dev.weir.server.connection.AddressPrefix;
import dev.weir.server.connection.Admission;

/** What is known of one address: how many connections it has, and how fast it made them. */
final class Guest {
  enum Answer {
    WELCOME,
    TOO_MANY,
    TOO_FAST,
    /** This guest has been forgotten meanwhile: ask for a new one. */
    FORGOTTEN
  }

  private final AddressPrefix address;
  private final Bucket bucket = new Bucket();
  private int open;
  private boolean lingers;
  private boolean forgotten;

  Guest(AddressPrefix address) {
    this.address = address;
  }

  AddressPrefix address() {
    return address;
  }

  synchronized Answer enter(Admission limits, long now) {
    if (forgotten) {
      return Answer.FORGOTTEN;
    }
    if (limits.perAddress() > 0 && open >= limits.perAddress()) {
      return Answer.TOO_MANY;
    }
    if (!bucket.take(limits.acceptRatePerAddress(), now)) {
      return Answer.TOO_FAST;
    }
    open++;
    return Answer.WELCOME;
  }

  synchronized void leave() {
    open--;
  }

  /** Forgets this guest where nothing keeps it; in a hurry its rate does not. */
  synchronized boolean forget(long now, boolean hurry) {
    forgotten = forgotten || (open == 0 && (hurry || bucket.full(now)));
    return forgotten;
  }

  /**
   * Whether it must be remembered though nothing of it is open; true once, until it is looked at.
   */
  synchronized boolean beginsToLinger() {
    boolean begins = open == 0 && !forgotten && !lingers;
    lingers = lingers || begins;
    return begins;
  }

  synchronized void lookedAt() {
    lingers = false;
  }
}
