package dev.weir.command.admin;

/** The request cannot be answered as asked: the message tells the asker why. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message, null, false, false);
  }
}
