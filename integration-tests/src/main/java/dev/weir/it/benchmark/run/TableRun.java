package dev.weir.it.benchmark.run;

import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.ThisMachine;
import dev.weir.command.VersionText;
import dev.weir.it.benchmark.result.BenchmarkResult;
import dev.weir.it.benchmark.result.MicroFiles;
import dev.weir.it.benchmark.result.RowResult;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the rows that were asked for, one after the other. */
public final class TableRun {

  private final Settings settings;
  private final Places places;
  private final Progress progress;
  private final Quiet quiet;

  /** A run with these settings. */
  public TableRun(Settings settings, Places places, Progress progress) {
    this.settings = settings;
    this.places = places;
    this.progress = progress;
    this.quiet = new Quiet(settings.patience(), settings.waitForQuiet(), progress);
  }

  /**
   * Runs them.
   *
   * @throws IOException if the machine is not quiet, or Weir cannot be started
   */
  public BenchmarkResult run() throws IOException, InterruptedException {
    String measured = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Cpus cpus = Cpus.of(settings.cpus());
    Bench bench = new Bench(places, cpus, UserCommand.of(places));
    // Pinned to one, the JVM would tell of one processor.
    Map<String, String> environment = environment(bench);
    pin(cpus);
    List<Row> rows = Table.chosen(Table.rows(bench), settings.rows());
    List<RowResult> results = new ArrayList<>();
    for (Row row : rows) {
      progress.row(results.size() + 1, rows.size(), row);
      quiet.await();
      RowResult result =
          new RowRun(row, settings.rounds(), settings.seconds(), progress, places::shown).run();
      progress.done(result);
      results.add(result);
    }
    return new BenchmarkResult(
        BenchmarkResult.FORMAT,
        measured,
        settings.rounds(),
        settings.seconds(),
        quiet.always(),
        environment,
        results,
        MicroFiles.read(places.micro()));
  }

  /** This process, which only waits and reads, keeps off the servers' processor. */
  private static void pin(Cpus cpus) throws IOException, InterruptedException {
    String client = Integer.toString(cpus.client());
    String pid = Long.toString(ProcessHandle.current().pid());
    Process process =
        new ProcessBuilder("taskset", "-a", "-p", "-c", client, pid)
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("taskset: " + printed.strip());
    }
  }

  private static Map<String, String> environment(Bench bench) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Weir", VersionText.weir());
    for (Fact fact : ThisMachine.facts()) {
      facts.put(fact.name(), fact.value());
    }
    facts.put("Processors", "server " + bench.cpus().server() + ", load " + bench.cpus().client());
    facts.put("Weir's command line", bench.places().shown(String.join(" ", bench.user().words())));
    return facts;
  }
}
