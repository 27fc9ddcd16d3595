package dev.weir.it.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AlarmsTest {

  private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

  @Test
  void whatIsDueHappensInTheOrderOfItsMoments() throws InterruptedException {
    Clock clock = new Clock();
    clock.begin();
    try (Alarms alarms = new Alarms(clock)) {
      alarms.set(List.of(task(40, "third"), task(0, "first"), task(20, "second")));

      assertThat(next()).isEqualTo("first");
      assertThat(next()).isEqualTo("second");
      assertThat(next()).isEqualTo("third");
    }
  }

  @Test
  void nothingHappensBeforeItsMoment() throws InterruptedException {
    Clock clock = new Clock();
    clock.begin();
    try (Alarms alarms = new Alarms(clock)) {
      alarms.set(
          List.of(new Alarms.Task(Duration.ofMillis(50), () -> rung.add(clock.seconds() + ""))));

      assertThat(Double.parseDouble(next())).isGreaterThanOrEqualTo(0.05);
    }
  }

  private Alarms.Task task(int millis, String name) {
    return new Alarms.Task(Duration.ofMillis(millis), () -> rung.add(name));
  }

  private String next() throws InterruptedException {
    return String.valueOf(rung.poll(60, TimeUnit.SECONDS));
  }
}
