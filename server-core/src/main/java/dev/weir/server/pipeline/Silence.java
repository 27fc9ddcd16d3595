package dev.weir.server.pipeline;

import java.time.Duration;

/** How long a figure has been the same, as far as one knows who looks now and then. */
final class Silence {
  /** Of what may be silent for ever. */
  private static final Silence ALLOWED = new Silence(0, 0);

  private static final int LOOKS = 4;

  /** No figure: there was nobody to blame at the last look. */
  private static final long NOBODY = -1;

  private long figure;
  private long since;

  private Silence(long figure, long now) {
    this.figure = figure;
    this.since = now;
  }

  /** A silence that begins now. */
  static Silence of(Duration longest, long figure, long now) {
    return longest.isZero() ? ALLOWED : new Silence(figure, now);
  }

  /**
   * Looks; true where the silence has been as long as it may. It begins anew with another figure,
   * and when there is somebody to blame for it again.
   */
  boolean over(Duration longest, long current, boolean blame, long now) {
    if (this == ALLOWED) {
      return false;
    }
    if (current != figure || !blame) {
      figure = blame ? current : NOBODY;
      since = now;
    }
    return now - since >= longest.toNanos();
  }

  /** In how many nanoseconds to look again. */
  long next(Duration longest, long now) {
    long most = longest.toNanos();
    return this == ALLOWED ? Long.MAX_VALUE : Math.min(most / LOOKS, since + most - now);
  }
}
