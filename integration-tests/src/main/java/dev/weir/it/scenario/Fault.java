package dev.weir.it.scenario;

import dev.weir.it.world.Role;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong at a moment of the test.
 *
 * @param at since the first data
 * @param kind what
 * @param role where, for kinds that have a host
 * @param value how much, for kinds that have a rate (bit/s), a share (0 to 1) or a size (bytes)
 * @param lasts how long; empty for until the end
 * @param text as it stands in the file
 */
public record Fault(
    Duration at, FaultKind kind, Role role, double value, Optional<Duration> lasts, String text) {

  /** When it is over by itself. */
  public Optional<Duration> end() {
    return lasts.map(at::plus);
  }
}
