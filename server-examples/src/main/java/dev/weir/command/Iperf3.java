package dev.weir.command;

import dev.weir.bandwidth.iperf3.cli.Iperf3Command;
import dev.weir.command.log.LogToStandardError;
import java.util.List;
import java.util.Optional;

/**
 * {@code weir iperf3}: hands its arguments as they are to the command that reads and prints as the
 * original does. Exit codes, help and signals are the original's as well.
 */
public final class Iperf3 implements Subcommand {

  /** Called by the service loader. */
  public Iperf3() {}

  @Override
  public String name() {
    return "iperf3";
  }

  @Override
  public String summary() {
    return "iperf3 client and server, options as in the original";
  }

  @Override
  public List<String> optionWords() {
    return Iperf3Command.optionWords();
  }

  @Override
  public int run(String[] arguments, Terminal terminal) {
    // Scripts read both outputs: nothing goes there that the original would not print.
    if (System.getenv("WEIR_LOG") == null) {
      LogToStandardError.level(Optional.of("error"));
    }
    // It takes the signals itself as soon as it serves or measures; before, they just end it.
    terminal.stop().doNotWait();
    return terminal.stop().isRequested()
        ? ExitCode.FAILED
        : Iperf3Command.run(arguments, terminal.out(), terminal.err());
  }
}
