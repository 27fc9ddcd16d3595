package dev.weir.bandwidth.report.html;

/**
 * An expectation and what became of it.
 *
 * @param outcome whether it held
 * @param expectation such as {@code throughput >= 0.9 of iperf3}
 * @param seen the figure behind the verdict, with its unit, or why it was skipped
 * @param times how many verdicts alike this one stands for, 1 or more
 */
public record Verdict(Outcome outcome, String expectation, String seen, int times) {}
