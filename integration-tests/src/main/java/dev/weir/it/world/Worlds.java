package dev.weir.it.world;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes the worlds of one run. Its watchdog stands before the first of them. */
public final class Worlds implements AutoCloseable {

  private final RunId id;
  private final Watchdog watchdog;
  private final AtomicInteger made = new AtomicInteger();

  private Worlds(RunId id) {
    this.id = id;
    this.watchdog = Watchdog.start(id);
  }

  /** Begins a run. */
  public static Worlds begin() {
    return new Worlds(RunId.random());
  }

  /** The run's id. */
  public RunId id() {
    return id;
  }

  /**
   * Makes a world; one that cannot be finished is removed again.
   *
   * @throws WorldException if it cannot be made
   */
  public World make(WorldKind kind) {
    return kind.make(id.world(made.incrementAndGet()));
  }

  /** Removes whatever is left of the run. */
  @Override
  public void close() {
    watchdog.close();
  }
}
