package dev.weir.command;

import java.util.List;

/**
 * One word after {@code weir} and what it does. Implementations are found by {@link
 * java.util.ServiceLoader}, so any module on the class path can add one; each needs a public
 * constructor without arguments that is cheap, because every start of the command creates them all.
 */
public interface Subcommand {

  /** The word on the command line, in lower case: {@code serve}. */
  String name();

  /** What it does, in one line of at most 60 characters, for {@code weir --help}. */
  String summary();

  /**
   * The options as they are typed, for completion scripts; sub-commands whose options picocli
   * parses need not tell.
   *
   * @return such as {@code --time}; none by default
   */
  default List<String> optionWords() {
    return List.of();
  }

  /**
   * Does the work on the calling thread and returns when it is done.
   *
   * @param arguments what follows the sub-command's name
   * @param terminal where to print, and what stops the work early
   * @return the process's exit code, see {@link ExitCode}
   * @throws UsageException if the command line is wrong
   * @throws Exception if the work failed; its message is printed as one line
   */
  int run(String[] arguments, Terminal terminal) throws Exception;
}
