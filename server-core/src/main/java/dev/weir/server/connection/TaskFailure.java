package dev.weir.server.connection;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a task's exception says: a peer that went away, or the handler's own fault. */
final class TaskFailure {
  private TaskFailure() {}

  /** Lines wrap what a read throws: the reason is inside. */
  static Throwable causeOf(Throwable thrown) {
    if (thrown instanceof UncheckedIOException wrapped) {
      IOException cause = wrapped.getCause();
      return cause == null ? thrown : cause;
    }
    return thrown;
  }
}
