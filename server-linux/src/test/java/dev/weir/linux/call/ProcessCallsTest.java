package dev.weir.linux.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ProcessCallsTest {

  @Test
  void aThreadRunsWhereItIsTold() throws Exception {
    FutureTask<String> allowed =
        new FutureTask<>(() -> {
          ProcessCalls.runOn(0);
          return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
              .filter(line -> line.startsWith("Cpus_allowed_list:"))
              .findFirst()
              .orElse("");
        });
    Thread thread = new Thread(allowed);
    thread.start();
    assertThat(allowed.get()).matches("Cpus_allowed_list:\\s+0");
    thread.join();
  }

  @Test
  void aProcessorThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ProcessCalls.runOn(1023))
        .isInstanceOfSatisfying(
            SystemCallException.class,
            refused -> assertThat(refused.errno().name()).isEqualTo("EINVAL"));
    assertThatThrownBy(() -> ProcessCalls.runOn(1024))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("processor: 1024");
  }
}
