package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.Errno;

/** One message of the control connection. */
sealed interface Frame {

  /** The first message of every connection to a server. */
  record Named(Cookie cookie) implements Frame {}

  /** A single byte, whether it means something or not. */
  record Signal(byte code) implements Frame {}

  /** A JSON document, not yet looked at. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Document(byte[] bytes) implements Frame {}

  /**
   * What follows {@link State#SERVER_ERROR}.
   *
   * @param number of the error
   * @param errno of the system, 0 for none
   */
  record Refusal(int number, int errno) implements Frame {

    /** In a line. */
    String words() {
      String reason = ErrorCode.describe(number, errno);
      return errno > 0 ? reason + ", errno: " + Errno.of(errno).text() : reason;
    }
  }

  /** A document of no length, or of one above the limit. */
  record Oversized(long length) implements Frame {}
}
