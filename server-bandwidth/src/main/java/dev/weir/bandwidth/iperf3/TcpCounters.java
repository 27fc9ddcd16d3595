package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.report.TcpSample;
import dev.weir.bandwidth.stream.TcpStream;
import dev.weir.linux.TcpInfo;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a TCP stream's counters, with the kernel's figures for one that sends. A connection that
 * the peer has closed keeps the figures it had. On the stream's loop.
 */
final class TcpCounters implements Supplier<StreamSample> {

  private final int id;
  private final boolean sender;
  private final TcpStream stream;
  private Optional<TcpSample> kernel = Optional.empty();

  TcpCounters(int id, boolean sender, TcpStream stream) {
    this.id = id;
    this.sender = sender;
    this.stream = stream;
  }

  @Override
  public StreamSample get() {
    if (sender) {
      kernel = stream.tcpInfo().map(TcpCounters::sample).or(() -> kernel);
    }
    return StreamSample.tcp(id, stream.bytes(), kernel);
  }

  private static TcpSample sample(TcpInfo info) {
    return new TcpSample(
        info.totalRetransmits(),
        info.sendCwnd() * info.sendMss(),
        info.sendWindow(),
        info.rtt(),
        info.rttVariance(),
        info.pmtu(),
        info.reorderSeen());
  }
}
