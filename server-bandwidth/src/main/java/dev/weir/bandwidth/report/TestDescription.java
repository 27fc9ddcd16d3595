package dev.weir.bandwidth.report;

import java.time.Instant;

/**
 * A test whose parameters both ends have agreed on, before any data stream exists.
 *
 * @param role which end is telling
 * @param settings what the client asked for
 * @param peer for a client the server as it was typed; for a server the client's control connection
 * @param cookie the 36 characters that name the test on the wire
 * @param begun when the control connection was made
 * @param controlMss segment size of the control connection in bytes, 0 if unknown; servers give 0
 * @param blockSizeFound whether the block size of a UDP test was taken from that segment size,
 *     because nobody had asked for one
 * @param interval seconds between reports at this end, 0 for none but the last
 */
public record TestDescription(
    Role role,
    TestSettings settings,
    HostPort peer,
    String cookie,
    Instant begun,
    int controlMss,
    boolean blockSizeFound,
    double interval) {

  /** The same with another name for the other end. */
  public TestDescription withPeer(HostPort other) {
    return new TestDescription(
        role, settings, other, cookie, begun, controlMss, blockSizeFound, interval);
  }

  /** Whether this end sends on some stream. */
  public boolean sends() {
    return switch (settings.direction()) {
      case FORWARD -> role == Role.CLIENT;
      case REVERSE -> role == Role.SERVER;
      case BIDIRECTIONAL -> true;
    };
  }

  /** Whether this end receives on some stream. */
  public boolean receives() {
    return settings.bidirectional() || !sends();
  }
}
