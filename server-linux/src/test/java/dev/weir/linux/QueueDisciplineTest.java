package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel tells of its queues. */
final class QueueDisciplineTest {
  private static final int LOOPBACK = 1;

  @Test
  void loopbackHasOne() throws Exception {
    List<QueueDiscipline> all = QueueDiscipline.all();
    assertThat(all)
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.device()).isPositive();
          assertThat(each.kind()).matches("[a-z0-9_]+");
        });
    assertThat(all).extracting(QueueDiscipline::device).contains(LOOPBACK);
  }
}
