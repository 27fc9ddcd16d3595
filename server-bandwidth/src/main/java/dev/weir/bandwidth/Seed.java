package dev.weir.bandwidth;

/** A type. */
public final class Seed {
  private Seed() {}
}
