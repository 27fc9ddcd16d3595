package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.stream.UdpCounts;
import dev.weir.bandwidth.stream.UdpReceiver;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the counters of a flow that receives.
 *
 * @param id of the stream
 * @param stream that counts
 */
record UdpCounters(int id, UdpReceiver stream) implements Supplier<StreamSample> {

  @Override
  public StreamSample get() {
    UdpCounts counts = stream.counts();
    return new StreamSample(
        id,
        stream.bytes(),
        counts.packets(),
        counts.errors(),
        counts.outOfOrder(),
        counts.jitterSeconds(),
        Optional.empty());
  }
}
