package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.Relay;
import dev.weir.bandwidth.report.TestEvents;

/** Keeps the intervals from a printer, where something else shows them. */
final class WithoutIntervals extends Relay {

  WithoutIntervals(TestEvents printer) {
    super(printer);
  }

  @Override
  public void interval(IntervalReport interval) {}
}
