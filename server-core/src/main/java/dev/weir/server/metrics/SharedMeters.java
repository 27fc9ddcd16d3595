package dev.weir.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meters of what several servers share, such as loops: in a registry once, from the first of these
 * servers to the last. Any thread.
 */
public final class SharedMeters implements AutoCloseable {
  private static final Map<Key, Shared> ALL = new HashMap<>();

  private final Key key;
  private boolean closed;

  /** What is shared, in which registry. */
  private record Key(MeterRegistry registry, Object owner) {}

  /** Who removes the meters, and when. */
  private record Shared(Runnable remove, int users) {}

  private SharedMeters(Key key) {
    this.key = key;
  }

  /**
   * Uses the meters, and registers them where nobody does yet.
   *
   * @param registry where
   * @param owner what is shared, known by {@code equals}
   * @param register gives what removes them again; called by one thread at a time
   * @return to be closed by this user
   */
  public static SharedMeters use(
      MeterRegistry registry, Object owner, Supplier<Runnable> register) {
    Key key = new Key(registry, owner);
    synchronized (ALL) {
      Shared known = ALL.get(key);
      ALL.put(
          key,
          known == null
              ? new Shared(register.get(), 1)
              : new Shared(known.remove(), known.users() + 1));
    }
    return new SharedMeters(key);
  }

  @Override
  public void close() {
    synchronized (ALL) {
      if (!closed) {
        closed = true;
        ALL.computeIfPresent(key, (_, shared) -> left(shared));
      }
    }
  }

  private static @Nullable Shared left(Shared shared) {
    if (shared.users() > 1) {
      return new Shared(shared.remove(), shared.users() - 1);
    }
    shared.remove().run();
    return null;
  }
}
