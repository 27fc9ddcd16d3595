package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;

/**
 * Keeps the intervals from a printer, where something else shows them.
 *
 * @param printer told everything else
 */
record WithoutIntervals(TestEvents printer) implements TestEvents {

  @Override
  public void accepted(TestDescription test) {
    printer.accepted(test);
  }

  @Override
  public void connected(StreamDescription stream) {
    printer.connected(stream);
  }

  @Override
  public void started(SocketBuffers buffers) {
    printer.started(buffers);
  }

  @Override
  public void counting() {
    printer.counting();
  }

  @Override
  public void finished(TestReport report) {
    printer.finished(report);
  }

  @Override
  public void failed(String text) {
    printer.failed(text);
  }

  @Override
  public void closed() {
    printer.closed();
  }
}
