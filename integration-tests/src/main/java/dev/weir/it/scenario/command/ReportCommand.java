package dev.weir.it.scenario.command;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.text.Columns;
import dev.weir.it.scenario.replicas.Merged;
import dev.weir.it.scenario.replicas.MergedPage;
import dev.weir.it.scenario.replicas.MergedText;
import dev.weir.it.scenario.replicas.ReplicaLogs;
import dev.weir.it.scenario.result.Change;
import dev.weir.it.scenario.result.Changes;
import dev.weir.it.scenario.result.ResultFile;
import dev.weir.it.scenario.result.ResultPage;
import dev.weir.it.scenario.result.RunResult;
import dev.weir.it.scenario.result.Spread;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code weir report}: compares two runs of the harness, shows one, or merges reports of iperf3.
 */
@Command(
    name = "weir report",
    sortOptions = false,
    description =
        "Compares two results of weir harness, figure by figure: same, better or worse, by how much,"
            + " and how sure. Of one result it makes the page again. With --merge it reads logs of"
            + " many iperf3 clients and makes one report of all.",
    footer = {
      "",
      "Rounds decide how sure it can be: with fewer than 4 in each run it cannot be (repeat: 5).",
      "",
      "Example: is this tree slower than the last release?",
      "  weir report release.json tree.json --html changes.html",
      "Example: what did all replicas of a load measure?",
      "  docker service ps -q weir_load | xargs -n 1 docker service logs > load.log",
      "  weir report --merge load.log",
      "  kubectl logs -l app=weir-load --prefix --tail=-1 > load.log; weir report --merge load.log",
      "",
      "Exit codes: 0 nothing is worse, 1 something is, 2 the command line or a file is wrong.",
      "With --merge: 0 every report is whole and of a finished test, 1 not so."
    })
public final class ReportCommand extends ParsedSubcommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULT",
      description = "Results in JSON: before and after, or one alone. With --merge: logs.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--merge",
      description =
          "Merge the JSON reports of iperf3 (-J) that are in these logs, with or without the names"
              + " that docker, compose and kubectl put before lines.")
  private boolean merge;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page too.")
  private Optional<Path> html = Optional.empty();

  /** Called by the service loader. */
  public ReportCommand() {}

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "compare runs of the harness, or merge iperf3 reports";
  }

  @Override
  protected int call(Terminal terminal) throws Exception {
    if (merge) {
      return merge(terminal);
    }
    return switch (files.size()) {
      case 1 -> show(terminal);
      case 2 -> compare(terminal);
      default ->
          throw new UsageException(files.size() + " results (expected: two; or --merge, for logs)");
    };
  }

  private int merge(Terminal terminal) throws IOException {
    Merged merged = logs();
    terminal.out().print(MergedText.of(merged));
    terminal.out().flush();
    if (html.isPresent()) {
      MergedPage.of(merged).write(html.get());
    }
    return merged.complete() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Merged logs() {
    try {
      return ReplicaLogs.read(files);
    } catch (NoSuchFileException e) {
      throw new UsageException(e.getMessage() + ": no such file");
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private int show(Terminal terminal) throws Exception {
    Path page =
        html.orElseThrow(() -> new UsageException("--html: missing (expected: the page's file)"));
    ResultPage.of(result(files.getFirst())).write(page);
    terminal.out().println("The page is in " + page);
    terminal.out().flush();
    return ExitCode.DONE;
  }

  private int compare(Terminal terminal) throws Exception {
    Changes changes = Changes.between(result(files.getFirst()), result(files.getLast()));
    terminal.out().print(table(changes));
    changes.unmatched().forEach(terminal.out()::println);
    terminal.out().println(changes.summary());
    terminal.out().flush();
    if (html.isPresent()) {
      changes.page().write(html.get());
    }
    return changes.count(Change.Verdict.WORSE) == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static RunResult result(Path file) {
    try {
      return ResultFile.read(file);
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String table(Changes changes) {
    List<List<String>> rows = new ArrayList<>();
    for (Change change : changes.list()) {
      rows.add(
          List.of(
              change.verdict().name().toLowerCase(Locale.ROOT),
              change.key(),
              change.metric().word(),
              median(change.before()),
              median(change.after()),
              change.amount(),
              change.certainty()));
    }
    return rows.isEmpty() ? "" : Columns.aligned(rows);
  }

  private static String median(Spread spread) {
    return spread.metric().unit().format(spread.median());
  }
}
