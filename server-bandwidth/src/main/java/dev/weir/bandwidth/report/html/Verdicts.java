package dev.weir.bandwidth.report.html;

import java.util.List;

/**
 * Expectations and what became of them. The page counts all of them at its top.
 *
 * @param verdicts in reading order
 */
public record Verdicts(List<Verdict> verdicts) implements Block {

  /** Copies the list. */
  public Verdicts {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * An empty list of verdicts.
   *
   * @return the block
   */
  public static Verdicts none() {
    return new Verdicts(List.of());
  }

  /**
   * Adds a verdict.
   *
   * @param outcome whether it held
   * @param expectation such as {@code throughput >= 0.9 of iperf3}
   * @param seen the figure behind the verdict, or why it was skipped
   * @return a new block
   */
  public Verdicts add(Outcome outcome, String expectation, String seen) {
    return add(outcome, expectation, seen, 1);
  }

  /**
   * Adds one line for verdicts that are alike; the count at the top counts each.
   *
   * @param outcome whether they held
   * @param expectation such as {@code throughput >= 0.9 of iperf3}
   * @param seen what is common to them
   * @param times how many they are, 1 or more
   * @return a new block
   */
  public Verdicts add(Outcome outcome, String expectation, String seen, int times) {
    return new Verdicts(Longer.by(verdicts, new Verdict(outcome, expectation, seen, times)));
  }
}
