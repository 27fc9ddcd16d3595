package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;

/** A command line that asks for what cannot be; the message is what a terminal shows. */
public final class ParameterError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;

  /** The protocol's words for it. */
  ParameterError(ErrorCode code) {
    this(code.message(0));
  }

  ParameterError(String text) {
    super(text);
    this.text = text;
  }

  /** One line, without the program's name. */
  public String text() {
    return text;
  }
}
