package dev.weir.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

  private static PartResult part(Outcome outcome, String problem, Measure... measures) {
    return new PartResult(
        "x",
        "Part",
        Map.of(),
        outcome,
        Optional.of(problem),
        new Findings(List.of(measures), List.of(), Optional.empty()));
  }

  @Test
  void alignsFiguresUnderTheirHeadings() {
    Measure up = new Measure("up", Map.of(Figure.BITS_PER_SECOND, 45.2e9));
    Measure echo =
        new Measure("", Map.of(Figure.REQUESTS_PER_SECOND, 215_300.0, Figure.LATENCY_P99, 409.6));

    assertThat(Table.of(List.of(part(Outcome.FINISHED, "", up), part(Outcome.FINISHED, "", echo))))
        .isEqualTo(
            """
            Measured           Rate  p50     p99  p99.9  Loss  Jitter
            Part, up    45.2 Gbit/s
            Part      215,300 req/s       410 us
            """);
  }

  @Test
  void partsThatDidNotFinishSaySo() {
    assertThat(Table.of(List.of(part(Outcome.FAILED, "no route"))))
        .contains("Part (failed: no route)");
    assertThat(
            Table.of(
                List.of(part(Outcome.INTERRUPTED, "", new Measure("", Map.of(Figure.LOSS, 1.0))))))
        .contains("Part (interrupted)")
        .contains("1.00 %");
  }
}
