package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.ProcessCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.EventLoop;
import java.util.BitSet;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor on which a client wants its test to run: the test's loops are moved there for its
 * time. They are everybody's, so that is done for a test alone on its server only; beside others
 * the wish is refused, as figures from elsewhere are not what the client asked for.
 */
final class Processor {

  private static final Logger LOG = LoggerFactory.getLogger(Processor.class);

  private static final int EBUSY = 16;
  private static final int EINVAL = 22;

  private final Set<EventLoop> moved = new HashSet<>();
  private final BitSet before = new BitSet();
  private OptionalInt chosen = OptionalInt.empty();

  /**
   * Moves the calling thread, which is the test's first loop.
   *
   * @param alone whether no other test runs
   * @throws TestFailure where there is no such processor, or it cannot be had beside others
   */
  void choose(TestParameters asked, EventLoop first, boolean alone) throws TestFailure {
    OptionalInt wanted = asked.serverAffinity();
    if (wanted.isEmpty()) {
      return;
    }
    if (!alone) {
      throw new TestFailure(ErrorCode.AFFINITY, EBUSY);
    }
    try {
      before.or(ProcessCalls.processors(0));
      ProcessCalls.runOn(wanted.getAsInt());
    } catch (SystemCallException refused) {
      throw new TestFailure(ErrorCode.AFFINITY, refused.errno().number());
    } catch (IllegalArgumentException beyondAll) {
      throw new TestFailure(ErrorCode.AFFINITY, EINVAL);
    }
    moved.add(first);
    chosen = wanted;
  }

  /** Moves one more loop of the test. */
  void take(EventLoop loop) {
    if (chosen.isPresent() && moved.add(loop)) {
      BitSet there = new BitSet();
      there.set(chosen.getAsInt());
      loop.execute(() -> run(there));
    }
  }

  /** Lets all loops go back to where they were. */
  void release() {
    BitSet back = (BitSet) before.clone();
    moved.forEach(loop -> loop.execute(() -> run(back)));
    moved.clear();
  }

  private static void run(BitSet where) {
    try {
      ProcessCalls.runOn(where);
    } catch (SystemCallException refused) {
      LOG.warn("A loop cannot be moved to processors {}", where, refused);
    }
  }
}
