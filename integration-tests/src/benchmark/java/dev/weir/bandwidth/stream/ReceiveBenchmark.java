package dev.weir.bandwidth.stream;

import dev.weir.it.benchmark.micro.Budget;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a receiver of bandwidth tests does for each datagram: it is in the package of what it
 * measures, which is nobody else's business.
 */
public class ReceiveBenchmark {

  /** A datagram that is numbered, one in 64 of which was lost and one in 61 of which is late. */
  @Benchmark
  @Budget(bytes = Budget.NO_OBJECT)
  public void datagram(Flow flow) {
    flow.receive();
  }

  /** The same where the tests of a client have an amount between them. */
  @Benchmark
  @Budget(bytes = Budget.NO_OBJECT)
  public void datagramOfAnAmount(Amount flow) {
    flow.receive();
  }

  /** A flow of the sender's clock and numbers, with an amount. */
  @State(Scope.Thread)
  public static class Amount extends Flow {
    /** Much, but counted. */
    public Amount() {
      super(Quota.of(1L << 61));
    }
  }

  /** A flow of the sender's clock and numbers. */
  @State(Scope.Thread)
  public static class Flow {
    private static final int BYTES = 1400;

    private final MemorySegment datagram = Arena.ofAuto().allocate(BYTES);
    private final UdpHeader header = UdpHeader.of(true);
    private final UdpTally tally = new UdpTally();
    private final Quota quota;
    private long sent;

    /** Without an end. */
    public Flow() {
      this(Quota.unlimited());
    }

    Flow(Quota quota) {
      this.quota = quota;
    }

    void receive() {
      sent += sent % 64 == 0 ? 2 : 1;
      long number = sent % 61 == 0 ? Math.max(1, sent - 7) : sent;
      long now = sent * 10_000;
      header.write(datagram, 0, number, now);
      quota.take(BYTES);
      tally.count(
          header.number(datagram, 0),
          now + (sent & 1023) * 1000 - UdpHeader.sentNanos(datagram, 0));
    }
  }
}
