package dev.weir.server.pipeline;

import java.time.Duration;

/** How long a figure has been the same, as far as one knows who looks now and then. */
final class Silence {
  private static final int LOOKS = 4;

  private final long longest;
  private long figure;
  private long since;
  private boolean blamed = true;

  /** A silence that begins now. */
  Silence(Duration longest, long figure, long now) {
    this.longest = longest.toNanos();
    this.figure = figure;
    this.since = now;
  }

  /**
   * Looks; true where the silence has been as long as it may. It begins anew with another figure,
   * and when there is somebody to blame for it again.
   */
  boolean over(long current, boolean blame, long now) {
    if (current != figure || !blame || !blamed) {
      figure = current;
      blamed = blame;
      since = now;
    }
    return longest > 0 && now - since >= longest;
  }

  /** In how many nanoseconds to look again. */
  long next(long now) {
    return longest == 0 ? Long.MAX_VALUE : Math.min(longest / LOOKS, since + longest - now);
  }
}
