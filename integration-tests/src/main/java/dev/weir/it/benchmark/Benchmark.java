package dev.weir.it.benchmark;

import dev.weir.it.benchmark.result.Baseline;
import dev.weir.it.benchmark.result.BenchmarkFile;
import dev.weir.it.benchmark.result.BenchmarkPage;
import dev.weir.it.benchmark.result.BenchmarkResult;
import dev.weir.it.benchmark.run.Places;
import dev.weir.it.benchmark.run.Progress;
import dev.weir.it.benchmark.run.Settings;
import dev.weir.it.benchmark.run.TableRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the benchmark; docs/benchmark.md says how, and what its figures mean. */
public final class Benchmark {

  private Benchmark() {}

  /** Runs it with the system properties of {@link Settings}; exits with 1 if it cannot. */
  public static void main(String[] arguments) throws InterruptedException {
    Progress progress = new Progress(System.out);
    try {
      run(Settings.of(System::getProperty), progress);
    } catch (IOException | IllegalArgumentException e) {
      progress.say("benchmark: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(Settings settings, Progress progress)
      throws IOException, InterruptedException {
    Places places = Places.here();
    BenchmarkResult result = new TableRun(settings, places, progress).run();
    Baseline baseline = Baseline.read(places.baseline());
    Path json = Files.createDirectories(places.target()).resolve("result.json");
    BenchmarkFile.write(result, json);
    Path page = places.target().resolve("result.html");
    BenchmarkPage.of(result, baseline).write(page);
    progress.say("");
    progress.say(Changes.text(result, baseline));
    progress.say("Written: " + json + ", " + page);
    if (settings.keep()) {
      Kept.keep(result, places).forEach(file -> progress.say("Kept: " + file));
    }
  }
}
