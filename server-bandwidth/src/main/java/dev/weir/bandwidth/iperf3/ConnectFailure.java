package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.Errno;
import dev.weir.server.StartException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Why a connection could not be made, in the protocol's words. */
final class ConnectFailure {

  private ConnectFailure() {}

  /** Takes off what futures put around. */
  static Throwable cause(Throwable thrown) {
    Throwable inside = thrown.getCause();
    boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wrapped && inside != null ? inside : thrown;
  }

  static TestFailure of(ErrorCode code, Throwable thrown) {
    Throwable cause = cause(thrown);
    if (cause instanceof TestFailure failure) {
      return failure;
    }
    if (cause.getCause() instanceof TestFailure failure) {
      return failure;
    }
    int errno =
        cause instanceof StartException start ? start.errno().map(Errno::number).orElse(0) : 0;
    return errno > 0
        ? new TestFailure(code, errno)
        : new TestFailure(code, 0, code.text() + ": " + words(cause));
  }

  private static String words(Throwable cause) {
    String words = cause.getMessage();
    return words == null ? cause.toString() : words;
  }
}
