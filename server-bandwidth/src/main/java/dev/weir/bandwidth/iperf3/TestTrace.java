package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.StreamInterval;
import dev.weir.bandwidth.report.TcpSample;
import dev.weir.bandwidth.report.TestEvents;
import java.util.List;
import java.util.Optional;

/** Tells whoever looks for a mistake in a test of its streams, and what each of them moves. */
final class TestTrace implements TestEvents {

  private final Trace trace;

  private TestTrace(Trace trace) {
    this.trace = trace;
  }

  /** Tells before the others do, if anybody wants to hear it. */
  static TestEvents before(TestEvents others, Optional<Trace> trace) {
    return trace
        .filter(Trace::tellsStreams)
        .map(wanted -> TestEvents.all(List.of(new TestTrace(wanted), others)))
        .orElse(others);
  }

  @Override
  public void connected(StreamDescription stream) {
    line(
        "Stream %d: socket %d, %s %s port %d"
            .formatted(
                stream.id(),
                stream.socket(),
                stream.sender() ? "to" : "from",
                stream.remote().host(),
                stream.remote().port()));
  }

  @Override
  public void started(SocketBuffers buffers) {
    line(
        "Socket buffers: %d bytes to send, %d to receive"
            .formatted(buffers.send(), buffers.receive()));
  }

  @Override
  public void interval(IntervalReport interval) {
    interval.streams().forEach(this::moved);
  }

  private void moved(StreamInterval part) {
    line(
        "Stream %d: %d bytes in %.6f s"
            .formatted(part.stream().id(), part.bytes(), part.seconds()));
    part.tcp().ifPresent(kernel -> kernel(part.stream(), kernel));
  }

  private void kernel(StreamDescription stream, TcpSample tcp) {
    line(
        "Stream %d: cwnd %d, snd_wnd %d, rtt %d, rttvar %d, pmtu %d"
            .formatted(
                stream.id(),
                tcp.congestionWindow(),
                tcp.sendWindow(),
                tcp.rtt(),
                tcp.rttVariation(),
                tcp.pathMtu()));
  }

  private void line(String text) {
    trace.out().accept(text + "\n");
  }
}
