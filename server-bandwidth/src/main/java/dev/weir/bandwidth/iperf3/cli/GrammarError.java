package dev.weir.bandwidth.iperf3.cli;

/** A command line with an option that is none, or an argument that is missing or too much. */
public final class GrammarError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;

  GrammarError(String text) {
    super(text);
    this.text = text;
  }

  /** One line, without the program's name. */
  public String text() {
    return text;
  }
}
