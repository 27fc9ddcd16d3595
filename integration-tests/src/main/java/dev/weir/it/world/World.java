package dev.weir.it.world;

/** Two hosts and what lies between them. One thread at a time. */
public interface World extends AutoCloseable {

  /** Its kind. */
  WorldKind kind();

  /** One of its two hosts. */
  Host host(Role role);

  /** Ends everything that runs in it and removes it; nothing of it stays. */
  @Override
  void close();
}
