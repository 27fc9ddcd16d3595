package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

  @Test
  void asksARunningMachine() throws IOException {
    long pid = ProcessHandle.current().pid();
    assertThat(ClassHistogram.of(pid).bytes()).isGreaterThan(1_000_000);
  }
}
