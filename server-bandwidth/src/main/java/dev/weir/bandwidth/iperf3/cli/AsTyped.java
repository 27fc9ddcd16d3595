package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;

/** Gives the server the name it was typed with, where the client was told its address. */
record AsTyped(String host, TestEvents next) implements TestEvents {

  @Override
  public void accepted(TestDescription test) {
    next.accepted(test.withPeer(new HostPort(host, test.peer().port())));
  }

  @Override
  public void connected(StreamDescription stream) {
    next.connected(stream);
  }

  @Override
  public void started(SocketBuffers buffers) {
    next.started(buffers);
  }

  @Override
  public void counting() {
    next.counting();
  }

  @Override
  public void interval(IntervalReport interval) {
    next.interval(interval);
  }

  @Override
  public void finished(TestReport report) {
    next.finished(report);
  }

  @Override
  public void failed(String text) {
    next.failed(text);
  }

  @Override
  public void closed() {
    next.closed();
  }
}
