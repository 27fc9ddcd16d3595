package dev.weir.it.scenario.command;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.text.Columns;
import dev.weir.it.scenario.result.Change;
import dev.weir.it.scenario.result.Changes;
import dev.weir.it.scenario.result.ResultFile;
import dev.weir.it.scenario.result.ResultPage;
import dev.weir.it.scenario.result.RunResult;
import dev.weir.it.scenario.result.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir report}: compares two runs of the harness, or shows one. */
@Command(
    name = "weir report",
    sortOptions = false,
    description =
        "Compares two results of weir harness, figure by figure: same, better or worse, by how much,"
            + " and how sure. Of one result it makes the page again.",
    footer = {
      "",
      "Rounds decide how sure it can be: with fewer than 4 in each run it cannot be (repeat: 5).",
      "",
      "Example: is this tree slower than the last release?",
      "  weir report release.json tree.json --html changes.html",
      "",
      "Exit codes: 0 nothing is worse, 1 something is, 2 the command line or a file is wrong."
    })
public final class ReportCommand extends ParsedSubcommand {

  @Parameters(
      arity = "1..2",
      paramLabel = "RESULT",
      description = "Results in JSON: before and after, or one alone.")
  private List<Path> files = new ArrayList<>();

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
    return "compare two runs of the harness";
  }

  @Override
  protected int call(Terminal terminal) throws Exception {
    return files.size() == 1 ? show(terminal) : compare(terminal);
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
