package dev.weir.server;

/** A type. */
public final class Seed {
  private Seed() {}
}
