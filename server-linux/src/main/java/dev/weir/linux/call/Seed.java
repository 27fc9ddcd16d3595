package dev.weir.linux.call;

/** A type. */
public final class Seed {
  private Seed() {}
}
