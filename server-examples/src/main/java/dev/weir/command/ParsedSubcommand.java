package dev.weir.command;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A sub-command whose options picocli parses: fields with picocli's annotations in the subclass, or
 * a model in code, and {@code --help} from here. The parser is loaded when the sub-command runs,
 * not before.
 */
public abstract class ParsedSubcommand implements Subcommand {

  /** Creates the sub-command; subclasses do nothing that costs time here. */
  protected ParsedSubcommand() {}

  /** Does the work; all option fields are set. The contract is that of {@link Subcommand#run}. */
  protected abstract int call(Terminal terminal) throws Exception;

  /**
   * The model that the parser works by. By default what picocli's annotations on this object say,
   * which takes some 50 ms to read; a sub-command whose start counts says it in code, and adds
   * {@link #help()} where it belongs.
   */
  protected CommandSpec spec() {
    return CommandSpec.forAnnotatedObject(this);
  }

  /** The option that asks for help. */
  protected static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Print this text.")
        .build();
  }

  @Override
  public final int run(String[] arguments, Terminal terminal) throws Exception {
    CommandLine line = commandLine();
    parse(line, arguments);
    if (line.isUsageHelpRequested()) {
      Help.Ansi ansi = terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF;
      line.usage(terminal.out(), ansi);
      return ExitCode.DONE;
    }
    return call(terminal);
  }

  /** The parser with the model of this sub-command; help and completion scripts come from it. */
  public final CommandLine commandLine() {
    CommandSpec spec = spec();
    if (spec.findOption("--help") == null) {
      spec.addOption(help());
    }
    return new CommandLine(spec)
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
