package dev.weir.command;

/** The command line is wrong: the message says what, and what is expected, in one line. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Creates one with the line that the user reads. */
  public UsageException(String message) {
    super(message);
  }
}
