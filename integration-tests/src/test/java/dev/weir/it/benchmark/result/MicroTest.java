package dev.weir.it.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of other programs. */
final class MicroTest {

  private static final String JMH =
      """
      [{"benchmark": "dev.weir.it.micro.EchoBenchmark.message", "budget": 64,
        "primaryMetric": {"score": 123.456, "scoreUnit": "ns/op"},
        "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 65.0}}}]
      """;
  private static final String HEAP =
      """
      {"name": "idle connection, live heap", "value": 1650, "unit": "B", "budget": 1700}
      """;

  @TempDir private Path directory;

  @Test
  void bothFormsAreRead() throws IOException {
    Files.writeString(directory.resolve("a.json"), JMH);
    Files.writeString(directory.resolve("b.json"), HEAP);
    Files.writeString(directory.resolve("c.txt"), "no JSON");
    List<MicroFigure> figures = MicroFiles.read(directory).stream().map(MicroFigure::of).toList();
    assertThat(figures)
        .extracting(
            MicroFigure::name,
            MicroFigure::valueText,
            MicroFigure::allocatedText,
            MicroFigure::budgetText)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "EchoBenchmark.message", "123.5 ns/op", "65.00 B", "<= 64.00: MISSED"),
            org.assertj.core.groups.Tuple.tuple(
                "idle connection, live heap", "1650 B", "", "<= 1700: holds"));
  }

  @Test
  void withoutADirectoryThereIsNothing() throws IOException {
    List<JsonNode> none = MicroFiles.read(directory.resolve("none"));
    assertThat(none).isEmpty();
  }
}
