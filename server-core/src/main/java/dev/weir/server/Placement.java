package dev.weir.server;

import java.util.Optional;

/**
 * Where a server's work is done.
 *
 * @param shards sockets per endpoint
 * @param loops those of the caller; empty for loops of the server's own
 * @param pinned whether its own loops are bound to processors
 * @param steered whether each socket takes what its loop's processor received
 */
record Placement(int shards, Optional<Loops> loops, boolean pinned, boolean steered) {
  static final Placement USUAL = new Placement(1, Optional.empty(), false, false);

  Placement {
    if (shards < 1 || shards > 1024) {
      throw new IllegalArgumentException("shards: %d (expected: 1 to 1024)".formatted(shards));
    }
  }

  Placement shards(int other) {
    return new Placement(other, loops, pinned, steered);
  }

  Placement loops(Loops other) {
    return new Placement(shards, Optional.of(other), pinned, steered);
  }

  Placement makePinned() {
    return new Placement(shards, loops, true, steered);
  }

  Placement makeSteered() {
    return new Placement(shards, loops, pinned, true);
  }

  /** The caller's loops, or new ones. */
  Loops open(String name) {
    return loops.orElseGet(() -> own(name));
  }

  private Loops own(String name) {
    if (pinned) {
      return shards > 1 ? Loops.pinned(shards, name) : Loops.pinned(name);
    }
    return Loops.of(shards > 1 ? shards : Runtime.getRuntime().availableProcessors(), name);
  }

  /** Says no where the loops are not what was asked for. */
  void require(Loops given) {
    if ((pinned || steered) && given.processors().isEmpty()) {
      throw new StartException(
          "%s: the loops are not (expected: loops made by Loops.pinned, or none given with pinned)"
              .formatted(pinned ? "pinned" : "steered: needs pinned loops"));
    }
    if (steered) {
      requireOneEach(given);
    }
  }

  private void requireOneEach(Loops given) {
    long processors = given.processors().stream().limit(shards).distinct().count();
    if (shards < 2 || processors < shards) {
      throw new StartException(
          ("steered: %d shards on %d processors (expected: 2 shards or more, each with a loop on a"
                  + " processor of its own)")
              .formatted(shards, processors));
    }
  }
}
