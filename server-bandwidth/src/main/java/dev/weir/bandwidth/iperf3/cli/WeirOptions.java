package dev.weir.bandwidth.iperf3.cli;

import static dev.weir.bandwidth.iperf3.cli.Option.flag;
import static dev.weir.bandwidth.iperf3.cli.Option.valued;
import static dev.weir.bandwidth.iperf3.cli.Side.CLIENT;

import java.nio.file.Path;
import java.util.List;

/**
 * The options that the original does not have. None takes an abbreviation away from the original's:
 * what is a beginning of one of those means that one, see {@link GetOpt}.
 */
final class WeirOptions {

  private static final int MOST_RUNS = 10_000;

  static final List<Option> ROWS =
      List.of(
          flag(
              CLIENT,
              (char) 0,
              "csv",
              draft -> draft.extras = draft.extras.asCsv(),
              "report as comma-separated values"),
          flag(
              CLIENT,
              (char) 0,
              "plot",
              draft -> draft.extras = draft.extras.plotted(),
              "draw the throughput, where the output is a terminal"),
          valued(
              CLIENT,
              (char) 0,
              "report",
              " file.html",
              (draft, text) -> draft.extras = draft.extras.reported(Path.of(text)),
              "write a page with plots and all settings"),
          valued(
              CLIENT,
              (char) 0,
              "repeat",
              " #",
              (draft, text) -> draft.extras = draft.extras.repeated(runs(text)),
              "test so often, and tell median and spread;",
              "with -J in one document, {\"runs\":[...],\"repeat\":{...}}"),
          flag(
              CLIENT,
              (char) 0,
              "latency",
              WeirOptions::latency,
              "measure what load does to the latency instead:",
              "three tests (idle, upload, download) of the time -t;",
              "round trips of a TCP probe, with any iperf3 server"));

  private WeirOptions() {}

  private static void latency(Draft draft) {
    draft.extras = draft.extras.underLoad();
  }

  private static int runs(String text) throws ParameterError {
    int runs = Numbers.integer(text);
    if (runs < 1 || runs > MOST_RUNS) {
      throw new ParameterError("repeat: " + text + " (expected: 1 to " + MOST_RUNS + ")");
    }
    return runs;
  }
}
