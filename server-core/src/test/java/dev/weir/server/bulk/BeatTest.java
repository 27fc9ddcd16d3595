package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members that stand for sinks, on a real loop with its timers. */
class BeatTest {
  private static final long MUCH = 1L << 30;

  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void muchIsLookedAtUntilItIsLittle() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    assertThat(flow.woken).isTrue();
    flow.perLook = MUCH;
    whenWokenReads(flow, MUCH);
    await().until(() -> flow.looks.get() > 3);
    flow.perLook = 0;
    await().until(() -> flow.woken);
    long looks = flow.looks.get();
    onLoop(() -> null);
    assertThat(flow.looks.get()).isEqualTo(looks);
  }

  @Test
  void littleIsLeftToTheKernel() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    whenWokenReads(flow, 1000);
    assertThat(flow.woken).isTrue();
    assertThat(flow.looks.get()).isZero();
  }

  @Test
  void aBufferTooSmallToWaitForIsLeftToTheKernel() throws Exception {
    Flow large = joined(new Flow(1L << 36));
    Flow small = joined(new Flow(4096));
    onLoop(() -> {
      small.seat().moved(MUCH / 10);
      return null;
    });
    large.perLook = MUCH;
    large.afterLook = () -> small.seat().moved(1 << 20);
    whenWokenReads(large, MUCH);
    await().until(() -> large.looks.get() > 10 && small.woken);
    long looks = small.looks.get();
    long others = large.looks.get();
    await().until(() -> large.looks.get() > others + 20);
    assertThat(small.woken).isTrue();
    assertThat(small.looks.get()).isEqualTo(looks);
  }

  @Test
  void whoLeavesIsNotLookedAt() throws Exception {
    Flow stays = joined(new Flow(1L << 36));
    Flow leaves = joined(new Flow(1L << 36));
    stays.perLook = MUCH;
    leaves.perLook = MUCH;
    leaves.leavesAtLook = 3;
    whenWokenReads(stays, MUCH);
    await().until(() -> stays.looks.get() > 20);
    assertThat(leaves.looks.get()).isEqualTo(3);
  }

  @Test
  void whatIsSlowerThanTheMarkIsGivenUp() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    slowerByTimer(flow);
    assertThat(flow.mark).isEqualTo(512 << 10);
  }

  @Test
  void whatIsFasterThanTheMarkStays() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    flow.perLook = MUCH;
    wakes(flow, MUCH / 10);
    settled(flow);
    assertThat(flow.woken).isFalse();
    assertThat(flow.mark).isEqualTo(1);
  }

  @Test
  void oneMoreIsTriedAgain() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    slowerByTimer(flow);
    int changes = flow.changes.get();
    joined(new Flow(1L << 36));
    await().until(() -> flow.changes.get() > changes);
  }

  @Test
  void theMarkIsTakenAwayFromWhoLeaves() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    slowerByTimer(flow);
    onLoop(() -> {
      flow.seat().leave();
      return null;
    });
    assertThat(flow.mark).isEqualTo(1);
  }

  /** What waits below the mark when the sender pauses. */
  @Test
  void theMarkedAreLookedAtTooButSeldom() throws Exception {
    Flow flow = joined(new Flow(1L << 36));
    slowerByTimer(flow);
    long looks = flow.looks.get();
    await().until(() -> flow.looks.get() > looks + 3);
    assertThat(flow.woken).isTrue();
  }

  private void slowerByTimer(Flow flow) {
    flow.perLook = MUCH / 1000;
    wakes(flow, MUCH);
    settled(flow);
    assertThat(flow.woken).isTrue();
  }

  /** While it is tried it changes every 40 ms. */
  private static void settled(Flow flow) {
    await().until(() -> flow.looks.get() > 3);
    AtomicInteger last = new AtomicInteger();
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> last.getAndSet(flow.changes.get()) == flow.changes.get());
  }

  private Flow joined(Flow flow) throws Exception {
    flow.seat = onLoop(() -> Beat.join(loop, flow));
    return flow;
  }

  /** Over a window at least, as what is read before it has passed does not decide. */
  private void whenWokenReads(Flow flow, long count) throws Exception {
    long begun = System.nanoTime();
    onLoop(() -> {
      flow.seat().moved(count);
      return null;
    });
    await().until(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(11));
    onLoop(() -> {
      flow.seat().moved(count);
      return null;
    });
  }

  /** The kernel: a thousand times a second, as long as it is to wake. */
  private void wakes(Flow flow, long count) {
    loop.scheduleAtFixedRate(
        () -> {
          if (flow.woken) {
            flow.seat().moved(count);
          }
        },
        0,
        1,
        TimeUnit.MILLISECONDS);
  }

  private <T> T onLoop(Callable<T> work) throws Exception {
    return loop.submit(work).get(10, TimeUnit.SECONDS);
  }

  private static final class Flow implements BeatSeat.Member {
    private final long room;
    private volatile boolean woken = true;
    private volatile int mark = 1;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicLong looks = new AtomicLong();
    private volatile long perLook;
    private volatile long leavesAtLook = Long.MAX_VALUE;
    private volatile Runnable afterLook = () -> {};
    private @Nullable BeatSeat seat;

    Flow(long room) {
      this.room = room;
    }

    BeatSeat seat() {
      return Objects.requireNonNull(seat);
    }

    @Override
    public boolean look() {
      long look = looks.incrementAndGet();
      seat().moved(perLook);
      afterLook.run();
      if (look == leavesAtLook) {
        seat().leave();
      }
      return false;
    }

    @Override
    public void wake(boolean wanted) {
      woken = wanted;
      changes.incrementAndGet();
    }

    @Override
    public void mark(int bytes) {
      mark = bytes;
    }

    @Override
    public long room() {
      return room;
    }
  }
}
