package dev.weir.bandwidth.report;

/** Which end of a test this process is; who sends is a matter of each stream. */
public enum Role {
  /** The end that connected. */
  CLIENT('C'),
  /** The end that accepted. */
  SERVER('S');

  private final char letter;

  Role(char letter) {
    this.letter = letter;
  }

  /** The letter that stands for this end in a stream's tag, {@code C} or {@code S}. */
  public char letter() {
    return letter;
  }
}
