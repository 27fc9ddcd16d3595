package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clock that stands while its loop does. */
class CountdownTest {

  private static final Duration TIME = Duration.ofSeconds(10);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final AtomicInteger struck = new AtomicInteger();
  private Countdown countdown;

  @BeforeEach
  void start() {
    channel.freezeTime();
    countdown = Countdown.start(channel.eventLoop(), TIME, struck::incrementAndGet);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void itStrikesOnceAtItsTime() {
    for (int i = 0; i < 9; i++) {
      pass(Duration.ofSeconds(1));
    }
    assertThat(struck).hasValue(0);
    pass(Duration.ofSeconds(1));
    assertThat(struck).hasValue(1);
    pass(Duration.ofMinutes(10));
    assertThat(struck).hasValue(1);
  }

  @Test
  void aMachineThatStoodStillTakesOnePartOfIt() {
    pass(Duration.ofMinutes(1));
    for (int i = 0; i < 8; i++) {
      pass(Duration.ofSeconds(1));
    }
    assertThat(struck).hasValue(0);
    pass(Duration.ofSeconds(1));
    assertThat(struck).hasValue(1);
  }

  @Test
  void cancelledItNeverStrikes() {
    pass(Duration.ofSeconds(5));
    countdown.cancel();
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(1));
    }
    assertThat(struck).hasValue(0);
  }
}
