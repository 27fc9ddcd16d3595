package dev.weir.command;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * A sub-command whose options picocli parses: fields with picocli's annotations in the subclass,
 * {@code --help} from here. The parser is loaded when the sub-command runs, not before.
 */
public abstract class ParsedSubcommand implements Subcommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  /** Creates the sub-command; subclasses do nothing that costs time here. */
  protected ParsedSubcommand() {}

  /** Does the work; all option fields are set. The contract is that of {@link Subcommand#run}. */
  protected abstract int call(Terminal terminal) throws Exception;

  @Override
  public final int run(String[] arguments, Terminal terminal) throws Exception {
    CommandLine line = commandLine();
    parse(line, arguments);
    if (help) {
      Help.Ansi ansi = terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF;
      line.usage(terminal.out(), ansi);
      return ExitCode.DONE;
    }
    return call(terminal);
  }

  /** The parser with the model of this sub-command; help and completion scripts come from it. */
  public final CommandLine commandLine() {
    return new CommandLine(this)
        .registerConverter(java.time.Duration.class, Durations::parse)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static void parse(CommandLine line, String[] arguments) {
    try {
      line.parseArgs(arguments);
    } catch (ParameterException wrong) {
      String message = wrong.getMessage();
      throw new UsageException(message == null ? "wrong options" : message);
    }
  }
}
