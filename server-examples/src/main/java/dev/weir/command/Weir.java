package dev.weir.command;

import dev.weir.command.log.LogProvider;
import java.util.Arrays;
import java.util.Optional;

/** The weir command: picks the sub-command that the first word names and runs it. */
public final class Weir {

  private Weir() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    LogProvider.choose();
    StopRequest stop = StopRequest.ofSignals();
    stop.exit(run(arguments, Terminal.ofProcess(stop)));
  }

  /**
   * Runs a command line in this process; no exception leaves it, whatever the line says.
   *
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(String[] arguments, Terminal terminal) {
    String word = arguments.length == 0 ? "" : arguments[0];
    return switch (word) {
      case "" -> missingWord(terminal);
      case "-h", "--help", "help" -> print(terminal, HelpText.of(Subcommands.all()));
      case "-V", "--version", "version" -> print(terminal, VersionText.current());
      default -> runNamed(word, Arrays.copyOfRange(arguments, 1, arguments.length), terminal);
    };
  }

  private static int print(Terminal terminal, String text) {
    terminal.out().print(text);
    terminal.out().flush();
    return ExitCode.DONE;
  }

  private static int missingWord(Terminal terminal) {
    terminal.err().print(HelpText.of(Subcommands.all()));
    return ExitCode.USAGE;
  }

  private static int runNamed(String word, String[] rest, Terminal terminal) {
    Optional<Subcommand> found = Subcommands.find(word);
    if (found.isEmpty()) {
      Complaint.print(terminal, "weir", Subcommands.unknown(word));
      return ExitCode.USAGE;
    }
    return runGuarded(found.get(), rest, terminal);
  }

  // Whatever goes wrong, the user reads one line; the stack is kept for WEIR_LOG=debug.
  @SuppressWarnings("CatchAndPrintStackTrace")
  private static int runGuarded(Subcommand subcommand, String[] rest, Terminal terminal) {
    String who = "weir " + subcommand.name();
    try {
      return subcommand.run(rest, terminal);
    } catch (UsageException wrong) {
      Complaint.print(terminal, who, Complaint.text(wrong) + "; see " + who + " --help");
      return ExitCode.USAGE;
    } catch (Exception | LinkageError | OutOfMemoryError failure) {
      Complaint.print(terminal, who, Complaint.text(failure));
      Complaint.debug(terminal, failure);
      return ExitCode.FAILED;
    }
  }
}
