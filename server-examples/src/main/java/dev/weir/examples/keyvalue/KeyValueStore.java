package dev.weir.examples.keyvalue;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values that expire, in bounded memory. Any thread; the change of one key is atomic.
 *
 * <p>What has expired is gone for whoever asks. Its memory comes back step by step: each change
 * looks at a few entries further on, so that no call takes long.
 */
final class KeyValueStore {

  /** The time of expiry of what stays. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int ENTRY_COST = 128;
  private static final int STEP = 16;

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong used = new AtomicLong();
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private final long capacity;
  private final LongSupplier clock;

  /** Where the last change stopped looking; whoever has set {@link #sweeping} owns it. */
  private Iterator<String> sweep = entries.keySet().iterator();

  /** A value, which nobody changes any more, and when it goes, on the store's clock. */
  static final class Entry {

    private final byte[] value;
    private final long expires;

    Entry(byte[] value, long expires) {
      this.value = value;
      this.expires = expires;
    }

    byte[] value() {
      return value;
    }

    long expires() {
      return expires;
    }
  }

  /** What a key had and what it has now. */
  record Change(Optional<Entry> before, Optional<Entry> after) {
    static final Change NONE = new Change(Optional.empty(), Optional.empty());
  }

  /** A store of so many bytes, keys and the cost of entries counted, on a clock in milliseconds. */
  KeyValueStore(long capacity, LongSupplier clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  long capacity() {
    return capacity;
  }

  long now() {
    return clock.getAsLong();
  }

  /** How many keys there are, with those that have expired and were not met yet. */
  int size() {
    return entries.size();
  }

  Optional<Entry> get(String key) {
    return Optional.ofNullable(entries.get(key)).filter(this::lives);
  }

  /** The first keys that fit. */
  List<String> keys(Predicate<String> fits) {
    return entries.keySet().stream().filter(fits).filter(key -> get(key).isPresent()).toList();
  }

  /**
   * Gives a key another entry, or none.
   *
   * @param step is given the present entry; where it throws, nothing changes
   * @throws KeyValueError there is no room
   */
  @SuppressWarnings("NullAway") // The map's way to say "no entry" is null.
  Change change(String key, UnaryOperator<Optional<Entry>> step) {
    sweepOn();
    AtomicReference<Change> change = new AtomicReference<>(Change.NONE);
    entries.compute(
        key,
        (same, old) -> {
          Optional<Entry> present = Optional.ofNullable(old);
          Optional<Entry> before = present.filter(this::lives);
          Optional<Entry> after = step.apply(before);
          account(cost(key, after) - cost(key, present));
          change.set(new Change(before, after));
          return after.orElse(null);
        });
    return change.get();
  }

  private boolean lives(Entry entry) {
    return entry.expires > now();
  }

  private static long cost(String key, Optional<Entry> entry) {
    return entry.map(there -> (long) ENTRY_COST + key.length() + there.value.length).orElse(0L);
  }

  private void account(long bytes) {
    if (used.addAndGet(bytes) > capacity && bytes > 0) {
      used.addAndGet(-bytes);
      throw new KeyValueError("OOM command not allowed when used memory > 'maxmemory'.");
    }
  }

  private void sweepOn() {
    if (sweeping.compareAndSet(false, true)) {
      for (int i = 0; i < STEP && sweep.hasNext(); i++) {
        entries.computeIfPresent(sweep.next(), this::kept);
      }
      sweep = sweep.hasNext() ? sweep : entries.keySet().iterator();
      sweeping.set(false);
    }
  }

  private @Nullable Entry kept(String key, Entry entry) {
    if (lives(entry)) {
      return entry;
    }
    account(-cost(key, Optional.of(entry)));
    return null;
  }
}
