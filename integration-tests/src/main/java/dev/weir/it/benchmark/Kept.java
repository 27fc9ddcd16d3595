package dev.weir.it.benchmark;

import dev.weir.it.benchmark.result.Baseline;
import dev.weir.it.benchmark.result.BenchmarkFile;
import dev.weir.it.benchmark.result.BenchmarkResult;
import dev.weir.it.benchmark.run.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes a result over into the source tree: the JSON, the baseline, and what is generated. */
final class Kept {

  private static final int FEWEST_ROUNDS = 5;

  private Kept() {}

  /**
   * Writes the files.
   *
   * @return which
   * @throws IOException if the result is not worth keeping, or a file cannot be written
   */
  static List<Path> keep(BenchmarkResult result, Places places) throws IOException {
    if (!result.quiet() || result.rounds() < FEWEST_ROUNDS) {
      throw new IOException(
          "weir.benchmark.keep: %d rounds on a %s machine (expected: at least %d on a quiet one)"
              .formatted(result.rounds(), result.quiet() ? "quiet" : "busy", FEWEST_ROUNDS));
    }
    BenchmarkResult merged = result.over(BenchmarkFile.read(places.result()));
    BenchmarkFile.write(merged, places.result());
    Baseline.of(result).over(Baseline.read(places.baseline())).write(places.baseline());
    List<Path> written = new ArrayList<>(List.of(places.result(), places.baseline()));
    for (Document document : Document.all(places.root())) {
      document.write(merged);
      written.add(document.file());
    }
    return written;
  }
}
