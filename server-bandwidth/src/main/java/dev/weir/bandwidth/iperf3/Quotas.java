package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.stream.Quota;

/**
 * What the streams of one end may move, apart for each direction: whichever is used up first ends
 * the test.
 *
 * @param sending shared by the streams that send
 * @param receiving shared by the streams that receive
 */
record Quotas(Quota sending, Quota receiving) {

  /** No end, until {@link #limit} gives one. */
  static Quotas unlimited() {
    return new Quotas(Quota.unlimited(), Quota.unlimited());
  }

  /**
   * A server that sends stops at the amount asked for, so that little is under way when the client
   * notices. What is omitted does not count, and is not known yet; what is lost would be missed.
   */
  static Quotas ofServer(TestParameters parameters) {
    Quotas quotas = unlimited();
    if (parameters.protocol() == Protocol.TCP && parameters.small(Parameter.OMIT) == 0) {
      quotas.limit(parameters);
    }
    return quotas;
  }

  /** Counts from now on what the parameters limit; an amount of blocks is one of bytes. */
  void limit(TestParameters parameters) {
    long blocks = parameters.number(Parameter.BLOCKCOUNT);
    long block = parameters.blockSize();
    long bytes =
        blocks > 0
            ? Math.min(blocks, Long.MAX_VALUE / block) * block
            : parameters.number(Parameter.NUM);
    if (bytes > 0) {
      sending.limit(bytes);
      receiving.limit(bytes);
    }
  }

  /** Calls when one of them is used up; on the loop of the stream that used up the last. */
  void whenSpent(Runnable action) {
    sending.spent().thenRun(action);
    receiving.spent().thenRun(action);
  }
}
