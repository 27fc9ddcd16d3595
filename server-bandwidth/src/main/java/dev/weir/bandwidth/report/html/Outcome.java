package dev.weir.bandwidth.report.html;

/** What became of an expectation. */
public enum Outcome {
  /** It held. */
  MET("✓", "met"),
  /** It did not hold. */
  MISSED("✗", "missed"),
  /** It could not be tried here. */
  SKIPPED("–", "skipped");

  final String sign;
  final String word;

  Outcome(String sign, String word) {
    this.sign = sign;
    this.word = word;
  }
}
