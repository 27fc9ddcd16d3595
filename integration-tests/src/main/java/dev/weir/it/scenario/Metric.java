package dev.weir.it.scenario;

import dev.weir.bandwidth.report.html.Unit;
import java.util.Locale;

/** What is measured and may be expected of. */
public enum Metric {
  /** Bits per second that arrived, both directions together. */
  THROUGHPUT,
  /** Share of datagrams lost, in per cent. */
  LOSS,
  /** TCP segments sent again. */
  RETRANSMITS,
  /** Mean smoothed round-trip time, in seconds. */
  RTT,
  /** Variation of the datagrams' transit time, in seconds. */
  JITTER,
  /** Processor time of both ends, in per cent of one processor. */
  CPU,
  /**
   * How far the firewall's count of payload is below what the tool says was read, or above what it
   * says was sent, in per cent of the former.
   */
  COUNTED,
  /** From the end of a fault until throughput is back at four fifths of what it was, in seconds. */
  RECOVERY;

  /** The unit of its values. */
  public Unit unit() {
    return switch (this) {
      case THROUGHPUT -> Unit.BITS_PER_SECOND;
      case LOSS, CPU, COUNTED -> Unit.PERCENT;
      case RETRANSMITS -> Unit.COUNT;
      case RTT, JITTER, RECOVERY -> Unit.SECONDS;
    };
  }

  /** Whether a larger value is a better one. */
  public boolean moreIsBetter() {
    return this == THROUGHPUT;
  }

  /** The word for it in files and results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
