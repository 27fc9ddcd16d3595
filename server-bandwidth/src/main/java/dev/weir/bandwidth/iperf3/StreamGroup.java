package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.StreamSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The streams of a test, which live on loops of their own: told all together, and asked for their
 * counters there. Loop of the test only.
 */
final class StreamGroup {

  private final List<TestStream> streams = new ArrayList<>();

  void add(TestStream stream) {
    streams.add(stream);
  }

  /** In the order of their numbers. */
  List<TestStream> all() {
    return streams;
  }

  TestStream first() {
    return streams.getFirst();
  }

  /** What they move counts for their loops from now on. */
  void begin() {
    streams.forEach(stream -> LoopTraffic.add(stream.loop(), stream.data()));
  }

  /** Starts those that send, or those that receive. */
  void start(boolean senders) {
    streams.stream()
        .filter(stream -> stream.description().sender() == senders)
        .forEach(TestStream::start);
  }

  void stopSenders() {
    streams.stream()
        .filter(stream -> stream.description().sender())
        .forEach(stream -> stream.data().stop());
  }

  void restartJitter() {
    streams.forEach(TestStream::restartJitter);
  }

  /** The counters of now. */
  CompletableFuture<List<StreamSample>> sample() {
    return all(streams.stream().map(TestStream::sample).toList());
  }

  /** Stops them; then the counters at the end. */
  CompletableFuture<List<StreamSample>> finish() {
    return all(streams.stream().map(TestStream::finish).toList());
  }

  private static CompletableFuture<List<StreamSample>> all(
      List<CompletionStage<StreamSample>> parts) {
    CompletableFuture<List<StreamSample>> all =
        CompletableFuture.completedFuture(new ArrayList<>(parts.size()));
    for (CompletionStage<StreamSample> part : parts) {
      all =
          all.thenCombine(
              part,
              (list, sample) -> {
                list.add(sample);
                return list;
              });
    }
    return all;
  }

  /** Closes their sockets, whatever they are doing. */
  void close() {
    streams.forEach(stream -> LoopTraffic.remove(stream.loop(), stream.data()));
    streams.forEach(TestStream::close);
  }
}
