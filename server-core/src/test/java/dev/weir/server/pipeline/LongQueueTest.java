package dev.weir.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LongQueueTest {
  @Test
  void isFirstInFirstOutHoweverItGrows() {
    Random random = new Random(3);
    LongQueue queue = new LongQueue();
    Deque<Long> model = new ArrayDeque<>();
    for (long i = 0; i < 100_000; i++) {
      if (random.nextInt(100) < (i % 2000 < 1000 ? 60 : 40)) {
        queue.add(i);
        model.add(i);
      } else if (!model.isEmpty()) {
        assertThat(queue.take()).isEqualTo(model.remove());
      }
    }
    while (!model.isEmpty()) {
      assertThat(queue.take()).isEqualTo(model.remove());
    }
    assertThat(queue.take()).isZero();
  }
}
