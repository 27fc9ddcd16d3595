package dev.weir.bandwidth.report;

import java.util.List;

/**
 * What happened since the report before.
 *
 * @param first whether none came before it
 * @param retransmitsKnown whether this end would tell retransmits and windows of what it sends; a
 *     client says so even where it only receives
 * @param streams every stream, in the order they were connected
 * @param sums one for each direction in use, in the order of the streams
 */
public record IntervalReport(
    boolean first, boolean retransmitsKnown, List<StreamInterval> streams, List<IntervalSum> sums) {

  /** Copies the lists. */
  public IntervalReport {
    streams = List.copyOf(streams);
    sums = List.copyOf(sums);
  }
}
