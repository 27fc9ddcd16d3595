package dev.weir.bandwidth.report;

import java.util.List;

/**
 * What happened since the report before.
 *
 * @param first whether none came before it
 * @param retransmitsKnown whether retransmits and windows are told of what this end sends, or, in
 *     the last interval of a client, of what the other end has sent
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
