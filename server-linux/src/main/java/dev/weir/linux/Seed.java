package dev.weir.linux;

/** A type. */
public final class Seed {
  private Seed() {}
}
