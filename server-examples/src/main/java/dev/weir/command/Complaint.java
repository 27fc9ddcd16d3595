package dev.weir.command;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a failed command says: one line, never a stack trace unless {@code WEIR_LOG=debug}. */
final class Complaint {

  private Complaint() {}

  static void print(Terminal terminal, String who, String text) {
    terminal.err().println(who + ": " + text);
    terminal.err().flush();
  }

  /** The failure in one line: its message where it was written for people, else its kind too. */
  static String text(Throwable failure) {
    Throwable cause = unwrap(failure);
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return isBug(cause) ? cause.getClass().getSimpleName() + ": " + line : line;
  }

  static void debug(Terminal terminal, Throwable failure) {
    if ("debug".equalsIgnoreCase(System.getenv("WEIR_LOG"))) {
      failure.printStackTrace(terminal.err());
    }
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? unwrap(cause) : failure;
  }

  private static boolean isBug(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof ClassCastException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof Error;
  }
}
