package dev.weir.bandwidth.load;

import java.time.Duration;

/**
 * How far a load has come.
 *
 * @param phase what it does now
 * @param elapsed time since measuring began, zero before
 * @param requests echoes that came back while measuring
 * @param lost datagrams that timed out while measuring, 0 for TCP
 */
public record EchoProgress(Phase phase, Duration elapsed, long requests, long lost) {

  /** The phases of a load, in order. */
  public enum Phase {
    /** Connections are being made. */
    CONNECTING,
    /** Requests run and are not counted yet. */
    WARMING_UP,
    /** Requests run and are counted. */
    MEASURING,
    /** The result is there. */
    ENDED
  }
}
