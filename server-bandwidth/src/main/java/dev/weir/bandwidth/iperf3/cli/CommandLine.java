package dev.weir.bandwidth.iperf3.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A command line that was understood.
 *
 * @param request what it asks for
 * @param warnings lines for standard error
 */
public record CommandLine(Request request, List<String> warnings) {

  /**
   * Reads a command line, the program's name left out.
   *
   * @throws GrammarError where an option is none, or lacks its argument, or has one too many
   * @throws ParameterError where what is asked for cannot be
   */
  public static CommandLine parse(List<String> words) throws GrammarError, ParameterError {
    return parse(words, Password::ask);
  }

  /** Likewise with a password from elsewhere. */
  static CommandLine parse(List<String> words, Supplier<Optional<String>> password)
      throws GrammarError, ParameterError {
    Draft draft = new Draft(password);
    GetOpt.apply(OptionTable.all(), words, draft);
    return new CommandLine(draft.finish(), draft.warnings());
  }
}
