package dev.weir.bandwidth.iperf3;

/** Why a test ended without a result, in the words and numbers of the protocol. */
public final class TestFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int errno;

  /**
   * A failure of this end, or seen by this end.
   *
   * @param code what went wrong
   */
  public TestFailure(ErrorCode code) {
    this(code, 0, code.message(0));
  }

  /**
   * A failure that the system gave the reason for.
   *
   * @param code what went wrong
   * @param errno the system's number, 0 for none
   */
  public TestFailure(ErrorCode code, int errno) {
    this(code, errno, code.message(errno));
  }

  /**
   * A failure in words of its own.
   *
   * @param code what went wrong
   * @param errno the system's number, 0 for none
   * @param message one line
   */
  public TestFailure(ErrorCode code, int errno, String message) {
    super(message);
    this.code = code;
    this.errno = errno;
  }

  /**
   * What went wrong.
   *
   * @return the code that goes over the wire
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * The system's reason.
   *
   * @return its number, 0 for none
   */
  public int errno() {
    return errno;
  }

  /**
   * The whole of it in one line.
   *
   * @return never empty
   */
  public String reason() {
    String message = getMessage();
    return message == null ? code.text() : message;
  }
}
