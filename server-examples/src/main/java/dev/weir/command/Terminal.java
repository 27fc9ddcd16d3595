package dev.weir.command;

import java.io.PrintStream;

/**
 * Where a sub-command prints and how.
 *
 * @param out results, for people or programs
 * @param err everything else: progress, reports of state, errors
 * @param live whether {@code err} is a terminal, where a line may be overwritten
 * @param colour whether {@code out} is a terminal that wants colours ({@code NO_COLOR} is unset)
 * @param stop becomes done when SIGINT or SIGTERM asks the work to end
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean live, boolean colour, StopRequest stop) {

  /** The process's own streams; from here on a signal asks instead of killing. */
  public static Terminal ofProcess(StopRequest stop) {
    boolean colour = System.getenv("NO_COLOR") == null && Descriptors.isTerminal(1);
    return new Terminal(System.out, System.err, Descriptors.isTerminal(2), colour, stop);
  }
}
