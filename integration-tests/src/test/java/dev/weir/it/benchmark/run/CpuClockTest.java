package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processor time from /proc. */
final class CpuClockTest {

  @TempDir private Path process;

  private void thread(String id, long nanos) throws IOException {
    Path task = Files.createDirectories(process.resolve("task").resolve(id));
    Files.writeString(task.resolve("schedstat"), nanos + " 17 5\n");
  }

  private void ticks(long user, long system) throws IOException {
    Files.writeString(
        process.resolve("stat"),
        "7 (a ) name) S 1 1 1 0 -1 4 0 0 0 0 %d %d 0 0 20 0 1\n".formatted(user, system));
  }

  @Test
  void threadsAreSummedUp() throws IOException {
    thread("1", 1_000_000_000);
    CpuClock clock = new CpuClock(process);
    thread("1", 1_500_000_000);
    thread("2", 250_000_000);
    assertThat(clock.seconds()).isEqualTo(0.75);
  }

  @Test
  void aThreadThatEndedStillCounts() throws IOException {
    thread("1", 0);
    thread("2", 0);
    CpuClock clock = new CpuClock(process);
    thread("2", 500_000_000);
    assertThat(clock.seconds()).isEqualTo(0.5);
    Files.delete(process.resolve("task").resolve("2").resolve("schedstat"));
    Files.delete(process.resolve("task").resolve("2"));
    thread("1", 100_000_000);
    assertThat(clock.seconds()).isEqualTo(0.6);
  }

  @Test
  void threadsThatNobodySawAreInTheProcessesOwnTime() throws IOException {
    thread("1", 0);
    ticks(100, 50);
    CpuClock clock = new CpuClock(process);
    ticks(150, 100);
    assertThat(clock.seconds()).isEqualTo(1.0);
  }

  @Test
  void betweenSamplesTimePassesEvenly() {
    TreeMap<Long, Double> samples = new TreeMap<>();
    samples.put(100L, 1.0);
    samples.put(200L, 2.0);
    assertThat(CpuSamples.at(samples, 150)).isEqualTo(1.5);
    assertThat(CpuSamples.at(samples, 50)).isEqualTo(1.0);
    assertThat(CpuSamples.at(samples, 500)).isEqualTo(2.0);
  }

  @Test
  void thisProcessHasUsedSome() {
    CpuClock clock = CpuClock.of(ProcessHandle.current().pid());
    long end = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(clock.seconds()).isGreaterThan(0);
  }
}
