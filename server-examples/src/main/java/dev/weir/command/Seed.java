package dev.weir.command;

/** A type. */
public final class Seed {
  private Seed() {}
}
