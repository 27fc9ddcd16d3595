package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.linux.call.ProcessCalls;
import dev.weir.linux.call.SystemCallException;

/** The processor that a run is bound to: threads that begin from now on inherit it. */
final class Affinity {

  private Affinity() {}

  static void of(CommonRequest common) throws RunError {
    if (common.affinity().isEmpty()) {
      return;
    }
    try {
      ProcessCalls.runOn(common.affinity().getAsInt());
    } catch (SystemCallException refused) {
      throw failure(refused.errno().text());
    } catch (IllegalArgumentException beyondAll) {
      throw failure("Invalid argument");
    }
  }

  private static RunError failure(String reason) {
    return new RunError("error - " + ErrorCode.AFFINITY.text() + ": " + reason);
  }
}
