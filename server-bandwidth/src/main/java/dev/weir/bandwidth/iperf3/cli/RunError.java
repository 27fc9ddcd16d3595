package dev.weir.bandwidth.iperf3.cli;

/** A run that ends with exit code 1 before or beside any test. */
final class RunError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;

  RunError(String text) {
    super(text);
    this.text = text;
  }

  /** What a terminal shows after the program's name. */
  String text() {
    return text;
  }
}
