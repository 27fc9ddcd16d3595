package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ClassHistogramTest {

  @Test
  void sumsObjectsButNotWhatFillsGaps() {
    String said =
        """
        123:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:          9991        1129056  [B (java.base@25)
           2:          3000         100000  [Ljdk.internal.vm.FillerElement; (java.base@25)
           3:             2             48  dev.weir.Thing
        Total         12993        1229104
        """;
    assertThat(ClassHistogram.of(said).bytes()).isEqualTo(1_129_056 + 48);
  }

  /** Another one: a JVM that stands still to be counted cannot read the answer meanwhile. */
  @Test
  void asksARunningMachine() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process other =
        new ProcessBuilder(java, "-m", "jdk.httpserver", "-b", "127.0.0.1", "-p", "0").start();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isNotNull();
      assertThat(ClassHistogram.of(other.pid()).bytes()).isGreaterThan(100_000);
    } finally {
      other.destroyForcibly();
    }
  }
}
