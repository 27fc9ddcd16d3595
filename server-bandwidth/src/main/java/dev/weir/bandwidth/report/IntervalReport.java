package dev.weir.bandwidth.report;

import java.util.List;

/**
 * What happened since the report before.
 *
 * @param first whether none came before it
 * @param streams every stream, in the order they were connected
 * @param sums one for each direction in use, in the order of the streams
 */
public record IntervalReport(boolean first, List<StreamInterval> streams, List<IntervalSum> sums) {

  /** Copies the lists. */
  public IntervalReport {
    streams = List.copyOf(streams);
    sums = List.copyOf(sums);
  }
}
