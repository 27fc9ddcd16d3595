package dev.weir.command.bench;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir bench}: the main job on loopback, with nothing to set up. */
@Command(
    name = "weir bench",
    sortOptions = false,
    description =
        "Measures echo and bandwidth on loopback, through Weir's own servers and clients, and"
            + " prints a table; all figures and the environment go to report.json and report.html.",
    footer = {
      "",
      "Parts: tcp-echo, udp-echo, tcp-up, tcp-down, tcp-both, udp.",
      "Ctrl-C ends it and reports what it has.",
      "",
      "Example: a minute in all, with the congestion control fixed",
      "  weir bench --time 60s --congestion cubic",
      "Example: only TCP echo, for a program",
      "  weir bench --only tcp-echo --time 5s --json --quiet",
      "",
      "Exit codes: 0 all parts finished, 1 a part failed or the report cannot be written,",
      "2 the command line is wrong, 130 a signal ended it early."
    })
public final class BenchCommand extends ParsedSubcommand {

  private static final Duration SHORTEST_PART = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Time in all, shared equally by the parts (default: 30s).")
  private Duration time = Duration.ofSeconds(30);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Run these parts only (default: all).")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--congestion",
      paramLabel = "NAME",
      description = "Congestion control of TCP at both ends (default: the system's).")
  private Optional<String> congestion = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Where the report goes, with the same as a page in .html beside it"
              + " (default: report.json).")
  private Path report = Path.of("report.json");

  @Option(names = "--json", description = "Print the report instead of the table.")
  private boolean json;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  /** Called by the service loader. */
  public BenchCommand() {}

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String summary() {
    return "measure echo and bandwidth on loopback, in half a minute";
  }

  @Override
  protected int call(Terminal terminal) throws Exception {
    List<PartName> chosen = PartName.chosen(only);
    Duration perPart = perPart(chosen.size());
    requireWritable();
    ProgressLine line = new ProgressLine(terminal.err(), terminal.live() && !quiet);
    BenchReport found = measure(chosen, perPart, new Watch(line, terminal.stop().requested()));
    show(found, terminal);
    Files.writeString(report, found.json());
    BenchPage.of(found).write(page());
    if (!quiet) {
      terminal
          .err()
          .println("weir bench: all figures are in " + report + ", for people in " + page());
    }
    return exitCode(found.outcome());
  }

  private BenchReport measure(List<PartName> chosen, Duration perPart, Watch watch)
      throws InterruptedException {
    Instant started = Instant.now();
    long begun = System.nanoTime();
    try (Bench bench = new Bench(perPart, congestion)) {
      List<Part> parts = chosen.stream().map(name -> name.make(bench)).toList();
      List<PartResult> results = new Runner(watch).run(parts);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      return new BenchReport(started, took, watch.stopped(), bench.environment(), results);
    }
  }

  private void show(BenchReport found, Terminal terminal) {
    terminal.out().print(json ? found.json() : Table.of(found.parts()));
    terminal.out().flush();
  }

  /** The page stands beside the report, under the same name. */
  private Path page() {
    String name = report.getFileName().toString();
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return report.resolveSibling(stem + ".html");
  }

  private Duration perPart(int parts) {
    Duration share = time.dividedBy(parts);
    if (share.compareTo(SHORTEST_PART) < 0 || time.compareTo(LONGEST) > 0) {
      throw new UsageException(
          "--time: %s s for %d parts (expected: at least 1 s for each, at most 1 h in all)"
              .formatted(time.toMillis() / 1000.0, parts));
    }
    return share;
  }

  // Half a minute is too long to wait for the news that the report cannot be kept.
  private void requireWritable() throws IOException {
    Path file = report.toAbsolutePath();
    Path target = Files.exists(file) ? file : file.getParent();
    if (target == null || !Files.isWritable(target) || Files.isDirectory(file)) {
      throw new IOException(
          "--report: "
              + report
              + " (expected: a file that may be written, in a directory that exists)");
    }
  }

  private static int exitCode(Outcome outcome) {
    return switch (outcome) {
      case FINISHED -> ExitCode.DONE;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case FAILED -> ExitCode.FAILED;
    };
  }
}
