package dev.weir.linux.call;

import java.io.IOException;

/** A system call that the kernel refused: which one, and with which error. */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int number;

  /**
   * A refused call.
   *
   * @param call the call with what it was asked, such as {@code bind(0.0.0.0:7)}
   * @param errno the kernel's answer
   */
  public SystemCallException(String call, Errno errno) {
    super(call + ": " + errno);
    this.call = call;
    this.number = errno.number();
  }

  /**
   * The call.
   *
   * @return its name, with what it was asked where that helps
   */
  public String call() {
    return call;
  }

  /**
   * The kernel's answer.
   *
   * @return the error
   */
  public Errno errno() {
    return Errno.of(number);
  }
}
