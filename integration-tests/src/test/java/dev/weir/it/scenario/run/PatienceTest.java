package dev.weir.it.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PatienceTest {

  private final AtomicLong clock = new AtomicLong();
  private final Patience patience = new Patience(Duration.ofSeconds(2), clock::get);

  @Test
  void endsAfterItsTime() {
    assertThat(after(900)).isFalse();
    assertThat(after(900)).isFalse();
    assertThat(after(900)).isTrue();
  }

  @Test
  void timeInWhichNobodyLookedDoesNotCount() {
    assertThat(after(60_000)).isFalse();
    assertThat(after(50)).isFalse();
    assertThat(after(60_000)).isTrue();
  }

  private boolean after(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    return patience.isOver();
  }
}
