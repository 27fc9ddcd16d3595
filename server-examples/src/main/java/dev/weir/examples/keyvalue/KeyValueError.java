package dev.weir.examples.keyvalue;

/** A command is refused; the message is what its sender reads, as Redis would say it. */
final class KeyValueError extends RuntimeException {

  private static final long serialVersionUID = 1;

  KeyValueError(String message) {
    // Refusals are cheap to ask for, so they are made cheap: no stack, no suppressed ones.
    super(message, null, false, false);
  }

  /** What to tell a peer whose bytes cannot be decoded. */
  static String protocol(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KeyValueError error) {
        return String.valueOf(error.getMessage());
      }
    }
    return "ERR Protocol error";
  }
}
