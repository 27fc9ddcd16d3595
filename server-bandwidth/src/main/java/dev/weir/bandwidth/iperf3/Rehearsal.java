package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.CpuUse;
import dev.weir.bandwidth.report.EndResults;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.StreamResult;
import dev.weir.server.bulk.Bulk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses once what a test will use: classes are loaded and calls are linked at their first use, and
 * the first test's loop should not wait for that.
 */
final class Rehearsal {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private Rehearsal() {}

  /** On a thread of its own, which ends soon; once in a process. */
  static void begin() {
    if (BEGUN.getAndSet(true)) {
      return;
    }
    Thread.ofPlatform().daemon().name("iperf3-rehearsal").start(Rehearsal::rehearse);
  }

  private static void rehearse() {
    try {
      ParameterMessage.read(ParameterMessage.write(TestParameters.of(Protocol.TCP)));
      StreamResult stream =
          new StreamResult(
              1, 1, -1, 0.5, 0, OptionalLong.of(0), 0, OptionalLong.of(0), OptionalDouble.of(1));
      EndResults results = new EndResults(CpuUse.NONE, -1, Optional.empty(), List.of(stream));
      ResultsMessage.read(new ResultsMessage(results, Optional.empty()).write());
      Bulk.prepare();
    } catch (TestFailure impossible) {
      LOG.error("A message of ours is not understood by ourselves", impossible);
    }
  }
}
