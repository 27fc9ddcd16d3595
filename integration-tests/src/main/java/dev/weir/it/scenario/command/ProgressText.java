package dev.weir.it.scenario.command;

import dev.weir.bandwidth.report.html.Unit;
import dev.weir.command.Terminal;
import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.result.CellOutcome;
import dev.weir.it.scenario.result.CellResult;
import dev.weir.it.scenario.result.FigureText;
import dev.weir.it.scenario.run.Progress;
import dev.weir.it.world.WorldKind;
import java.util.Locale;

/** A line that is overwritten on a terminal, and a line that stays for every test that ended. */
final class ProgressText implements Progress {

  private static final String START_OF_CLEARED_LINE = "\r\033[K";

  private final Terminal terminal;
  private final boolean quiet;
  private String head = "";

  ProgressText(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  @Override
  public void begins(int number, int of, int round, WorldKind world, Cell cell) {
    head = "[%d/%d] %s, round %d: %s".formatted(number, of, world.word(), round, cell.label());
    overwrite(head);
  }

  @Override
  public void flows(double seconds, double bits) {
    String rate = bits < 0 ? "" : "  " + Unit.BITS_PER_SECOND.format(bits);
    overwrite("%s  %.1f s%s".formatted(head, seconds, rate));
  }

  @Override
  public void ends(CellResult result) {
    clear();
    if (quiet) {
      return;
    }
    String what =
        result.outcome() == CellOutcome.FINISHED
            ? FigureText.of(result.figures())
            : result.outcome().name().toLowerCase(Locale.ROOT) + ": " + result.reason();
    terminal.err().println(head + ": " + what);
    terminal.err().flush();
  }

  void clear() {
    overwrite("");
  }

  private void overwrite(String text) {
    if (terminal.live() && !quiet) {
      terminal.err().print(START_OF_CLEARED_LINE + text);
      terminal.err().flush();
    }
  }
}
