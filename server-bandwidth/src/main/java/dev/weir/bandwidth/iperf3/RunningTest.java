package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What meters tell of a test while it runs. Any thread. */
final class RunningTest {

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Protocol protocol;
  private final List<TestStream> streams;
  private final long begun = System.nanoTime();

  RunningTest(Protocol protocol, List<TestStream> streams) {
    this.protocol = protocol;
    this.streams = List.copyOf(streams);
  }

  Protocol protocol() {
    return protocol;
  }

  double seconds() {
    return (System.nanoTime() - begun) / SECOND;
  }

  int streams() {
    return streams.size();
  }

  long bytes(boolean sent) {
    return streams.stream()
        .filter(stream -> stream.description().sender() == sent)
        .mapToLong(stream -> stream.data().bytes())
        .sum();
  }
}
