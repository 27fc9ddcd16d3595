package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.stream.DataStream;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much all tests together move on a loop: what one test costs is its part of the loop's time.
 * Any thread.
 */
final class LoopTraffic {

  private static final Map<EventLoop, LoopTraffic> LOOPS = new ConcurrentHashMap<>();

  private final Set<DataStream> streams = new HashSet<>();
  private long ended;

  private LoopTraffic() {}

  static void add(EventLoop loop, DataStream stream) {
    LOOPS.compute(
        loop,
        (same, traffic) -> {
          LoopTraffic all = traffic == null ? new LoopTraffic() : traffic;
          all.streams.add(stream);
          return all;
        });
  }

  /** With its last stream a loop is forgotten. */
  static void remove(EventLoop loop, DataStream stream) {
    LOOPS.computeIfPresent(
        loop,
        (same, traffic) -> {
          if (traffic.streams.remove(stream)) {
            traffic.ended += stream.bytes();
          }
          return traffic.streams.isEmpty() ? null : traffic;
        });
  }

  /** Bytes moved until now by those that are there and those that were. */
  static long bytes(EventLoop loop) {
    long[] sum = new long[1];
    LOOPS.computeIfPresent(
        loop,
        (same, traffic) -> {
          sum[0] = traffic.ended + traffic.streams.stream().mapToLong(DataStream::bytes).sum();
          return traffic;
        });
    return sum[0];
  }
}
