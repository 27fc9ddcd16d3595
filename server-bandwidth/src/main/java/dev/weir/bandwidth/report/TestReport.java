package dev.weir.bandwidth.report;

import java.util.List;
import java.util.Optional;

/**
 * A whole test as one end knows it. A server tells before the client's results have come, so that
 * its report holds only its own side.
 *
 * @param test what it was
 * @param seconds how long this end measured
 * @param senderSeconds how long the end that sends on the first stream measured, this end's time
 *     where it is unknown
 * @param receiverSeconds likewise for the end that receives on the first stream
 * @param directions one for each direction in use, in the order of the streams
 * @param cpu what the test cost this end
 * @param remoteCpu what it cost the other
 * @param congestion the congestion control of this end, TCP only
 * @param remoteCongestion that of the other
 * @param serverOutput what the server printed, if the client asked for it and got it
 */
public record TestReport(
    TestDescription test,
    double seconds,
    double senderSeconds,
    double receiverSeconds,
    List<DirectionTotals> directions,
    CpuUse cpu,
    CpuUse remoteCpu,
    Optional<String> congestion,
    Optional<String> remoteCongestion,
    Optional<ServerOutput> serverOutput) {

  /** Copies the list. */
  public TestReport {
    directions = List.copyOf(directions);
  }

  /** Every stream, in the order they were connected. */
  public List<StreamTotals> streams() {
    return directions.stream().flatMap(direction -> direction.streams().stream()).toList();
  }
}
