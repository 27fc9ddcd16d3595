package dev.weir.command;

import java.util.List;

/**
 * A sub-command that tells what its command line may hold; help, completion and the refusal of
 * anything else come from here.
 */
public abstract class ParsedSubcommand implements Subcommand {

  static final String HELP = "--help";
  static final String SHORT_HELP = "-h";

  /** Creates the sub-command; subclasses do nothing that costs time here. */
  protected ParsedSubcommand() {}

  /** What the command line may hold; parsing hands it to the consumers named there. */
  protected abstract Syntax syntax();

  /** Does the work; all of the line has been handed over. See {@link Subcommand#run}. */
  protected abstract int call(Terminal terminal) throws Exception;

  @Override
  public final List<String> optionWords() {
    return complete().optionNames().toList();
  }

  @Override
  public final int run(String[] arguments, Terminal terminal) throws Exception {
    Syntax syntax = complete();
    // Who asks for help gets it, whatever else is on the line and however wrong.
    List<String> line = List.of(arguments);
    if (line.contains(SHORT_HELP) || line.contains(HELP)) {
      terminal.out().print(UsageText.of("weir " + name(), syntax, terminal.colour()));
      terminal.out().flush();
      return ExitCode.DONE;
    }
    SyntaxParser.parse(syntax, line);
    return call(terminal);
  }

  private Syntax complete() {
    return syntax().flag(HELP, "Print this text.", () -> {});
  }
}
