package dev.weir.bandwidth.report;

/** Bytes over time. */
final class Rate {

  private Rate() {}

  /** Bits per second; 0 where no time has passed. */
  static double bits(long bytes, double seconds) {
    return seconds > 0 ? bytes / seconds * 8 : 0;
  }
}
