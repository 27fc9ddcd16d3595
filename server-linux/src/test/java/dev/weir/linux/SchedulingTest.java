package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.call.ProcessCalls;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class SchedulingTest {
  private static final int BATCH = 3;
  private static final int IDLE = 5;

  @Test
  void aThreadTakesTurns() throws Exception {
    FutureTask<Integer> policy =
        onItsOwnThread(() -> {
          assertThat(Scheduling.takeTurns()).isTrue();
          assertThat(Scheduling.takeTurns()).isTrue();
          return ProcessCalls.schedulingPolicy();
        });
    assertThat(policy.get()).isEqualTo(BATCH);
  }

  @Test
  void aThreadWithARuleOfItsOwnKeepsIt() throws Exception {
    FutureTask<Integer> policy =
        onItsOwnThread(() -> {
          ProcessCalls.scheduleBy(IDLE);
          assertThat(Scheduling.takeTurns()).isFalse();
          return ProcessCalls.schedulingPolicy();
        });
    assertThat(policy.get()).isEqualTo(IDLE);
  }

  /** What a thread is given it keeps: not for one of the tests' own. */
  private static <T> FutureTask<T> onItsOwnThread(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    return task;
  }
}
