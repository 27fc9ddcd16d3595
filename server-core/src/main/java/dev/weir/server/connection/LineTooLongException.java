package dev.weir.server.connection;

import java.io.IOException;

/** A peer sent a line that is longer than the handler allows. */
public final class LineTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A line beyond its bound.
   *
   * @param limit the longest line allowed, in bytes
   */
  public LineTooLongException(int limit) {
    super("line: longer than " + limit + " bytes (expected: LF within the limit)");
  }
}
