package dev.weir.bandwidth.report;

import java.util.List;
import java.util.Optional;

/**
 * What one end tells the other when the test is over.
 *
 * @param cpu what the test cost that end
 * @param senderHasRetransmits 1 if that end sends and can tell its retransmits, 0 if it sends and
 *     cannot, -1 if it only receives
 * @param congestion the congestion control its sockets used, TCP only
 * @param streams every stream of that end
 */
public record EndResults(
    CpuUse cpu, int senderHasRetransmits, Optional<String> congestion, List<StreamResult> streams) {

  /** Copies the list. */
  public EndResults {
    streams = List.copyOf(streams);
  }
}
