package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import java.util.Optional;

/** A command line that asks for what cannot be; the message is what a terminal shows. */
public final class ParameterError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final transient Optional<String> before;

  /** The protocol's words for it. */
  ParameterError(ErrorCode code) {
    this(code.message(0));
  }

  ParameterError(String text) {
    this(text, Optional.empty());
  }

  /** The protocol's words for it, after a line that says more. */
  ParameterError(ErrorCode code, String before) {
    this(code.message(0), Optional.of(before));
  }

  private ParameterError(String text, Optional<String> before) {
    super(text);
    this.text = text;
    this.before = before;
  }

  /** A line of its own that comes first. */
  Optional<String> before() {
    return before;
  }

  /** One line, without the program's name. */
  public String text() {
    return text;
  }
}
