package dev.weir.it.scenario.command;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.config.ConfigException;
import dev.weir.it.scenario.Suite;
import dev.weir.it.scenario.SuiteReader;
import dev.weir.it.scenario.result.JUnitXml;
import dev.weir.it.scenario.result.Judgement;
import dev.weir.it.scenario.result.ResultFile;
import dev.weir.it.scenario.result.ResultPage;
import dev.weir.it.scenario.result.ResultText;
import dev.weir.it.scenario.result.RunResult;
import dev.weir.it.scenario.result.Summary;
import dev.weir.it.scenario.run.Journal;
import dev.weir.it.scenario.run.SuiteRun;
import dev.weir.it.world.Leftovers;
import dev.weir.it.world.WorldKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir harness}: runs scenario files. */
@Command(
    name = "weir harness",
    sortOptions = false,
    description =
        "Runs scenario files: builds the world that each describes, runs the peers in it, lets go"
            + " wrong what shall go wrong, and writes NAME.json, NAME.html and NAME.xml (JUnit).",
    footer = {
      "",
      "weir harness clean removes what runs that were killed have left.",
      "Ctrl-C ends a run and reports what it has.",
      "",
      "Example: one scenario, in network namespaces (as root)",
      "  weir harness integration-tests/scenarios/quick/tcp-against-iperf3.yaml",
      "Example: is the file right?",
      "  weir harness --check my.yaml",
      "",
      "Exit codes: 0 everything expected holds, 1 something does not, 2 the command line or a",
      "file is wrong, 130 a signal ended it early."
    })
public final class HarnessCommand extends ParsedSubcommand {

  private static final String CLEAN = "clean";

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Scenario files, or the word clean.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--world",
      split = ",",
      paramLabel = "WORLD",
      description =
          "Run in these worlds: loopback, namespaces, containers (default: what the file says, or"
              + " the best that this machine has).")
  private List<WorldKind> worlds = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "DIRECTORY",
      description = "Where results go (default: weir-harness).")
  private Path output = Path.of("weir-harness");

  @Option(names = "--resume", description = "Go on where a run that did not come to its end was.")
  private boolean resume;

  @Option(names = "--check", description = "Only say whether the files are right.")
  private boolean check;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  /** Called by the service loader. */
  public HarnessCommand() {}

  @Override
  public String name() {
    return "harness";
  }

  @Override
  public String summary() {
    return "run measuring scenarios, in namespaces or containers";
  }

  @Override
  protected int call(Terminal terminal) throws Exception {
    if (files.equals(List.of(CLEAN))) {
      return clean(terminal);
    }
    List<Suite> suites = read(terminal);
    if (suites.isEmpty()) {
      return ExitCode.USAGE;
    }
    if (check) {
      suites.forEach(suite -> terminal.out().println(Plan.of(suite)));
      terminal.out().flush();
      return ExitCode.DONE;
    }
    makeOutput();
    boolean all = true;
    for (Suite suite : suites) {
      all &= run(suite, terminal);
      if (terminal.stop().isRequested()) {
        return ExitCode.INTERRUPTED;
      }
    }
    return all ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void makeOutput() {
    try {
      Files.createDirectories(output);
      if (Files.isWritable(output)) {
        return;
      }
    } catch (IOException e) {
      // Said below, as what cannot be written is.
    }
    throw new UsageException(
        "--output: \"" + output + "\" (expected: a directory that this user can make and write)");
  }

  private static int clean(Terminal terminal) {
    List<String> removed = Leftovers.remove();
    removed.forEach(terminal.out()::println);
    terminal.out().println(removed.isEmpty() ? "Nothing was left." : "All of it is removed.");
    terminal.out().flush();
    return ExitCode.DONE;
  }

  /** All files, or none where one is wrong: nothing runs before all of them are right. */
  private List<Suite> read(Terminal terminal) {
    Map<String, Suite> suites = new LinkedHashMap<>();
    boolean wrong = false;
    for (String file : files) {
      try {
        if (suites.put(file, SuiteReader.read(Path.of(file))) != null) {
          throw new UsageException(file + ": given twice (expected: each file once)");
        }
      } catch (ConfigException e) {
        terminal.err().println(e.getMessage());
        wrong = true;
      }
    }
    wrong |= namesakes(suites, terminal);
    List<String> missing =
        wrong
            ? List.of()
            : suites.values().stream()
                .map(new MissingImages(worlds)::of)
                .flatMap(List::stream)
                .toList();
    missing.forEach(terminal.err()::println);
    wrong |= !missing.isEmpty();
    terminal.err().flush();
    return wrong ? List.of() : suites.values().stream().toList();
  }

  /** Results are called by the scenario's name: of two of one name, one would be lost. */
  private static boolean namesakes(Map<String, Suite> suites, Terminal terminal) {
    Map<String, String> first = new HashMap<>();
    boolean found = false;
    for (Map.Entry<String, Suite> one : suites.entrySet()) {
      String name = one.getValue().name();
      String other = first.putIfAbsent(name, one.getKey());
      if (other != null) {
        found = true;
        terminal
            .err()
            .println(
                "%s:%d:1: name: \"%s\" is the name of %s too (expected: one each, as results are"
                        .formatted(one.getKey(), lineOfName(one.getValue()), name, other)
                    + " called by it)");
      }
    }
    return found;
  }

  /** The line in which a name is given; the first where it is the file's. */
  private static int lineOfName(Suite suite) {
    List<String> lines = suite.source().lines().toList();
    return 1
        + IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith("name:"))
            .findFirst()
            .orElse(0);
  }

  private boolean run(Suite suite, Terminal terminal) throws IOException, InterruptedException {
    Path stem = output.resolve(suite.name());
    Journal journal = Journal.in(beside(stem, ".journal"), suite.source(), resume);
    ProgressText progress = new ProgressText(terminal, quiet);
    RunResult result =
        new SuiteRun(suite, worlds, progress, terminal.stop().requested(), journal).run();
    progress.clear();
    ResultFile.write(result, beside(stem, ".json"));
    ResultPage.of(result).write(beside(stem, ".html"));
    JUnitXml.write(result, beside(stem, ".xml"));
    if (!result.interrupted()) {
      journal.close();
    }
    terminal.out().print(ResultText.of(result));
    terminal.out().println(suite.name() + ": " + Summary.of(result));
    terminal.out().println("All figures are in " + stem + ".json, for people in " + stem + ".html");
    terminal.out().flush();
    return result.judgements().stream().noneMatch(one -> one.outcome() == Judgement.Outcome.MISSED);
  }

  private static Path beside(Path stem, String ending) {
    return stem.resolveSibling(stem.getFileName() + ending);
  }
}
