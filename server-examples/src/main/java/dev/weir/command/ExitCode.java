package dev.weir.command;

/** Exit codes of Weir's own commands; {@code weir iperf3} has those of the original instead. */
public final class ExitCode {

  /** The work was done. */
  public static final int DONE = 0;

  /** The work was begun and failed: a port is taken, a peer cannot be reached. */
  public static final int FAILED = 1;

  /** The command line is wrong and nothing was begun. */
  public static final int USAGE = 2;

  /** A signal ended a measurement early; what was finished by then has been reported. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
