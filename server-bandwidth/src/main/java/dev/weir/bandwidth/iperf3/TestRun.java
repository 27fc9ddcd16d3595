package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.CpuUse;
import dev.weir.bandwidth.report.EndResults;
import dev.weir.bandwidth.report.FileTotals;
import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;
import dev.weir.bandwidth.report.TestTally;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The measuring part of a test, the same at both ends: its streams, its intervals, its tally, and
 * the story told to whoever prints it.
 *
 * <p>Belongs to one loop. The streams live on loops of their own and are asked there for their
 * counters; the answers are told here in the order of the questions.
 */
final class TestRun {

  private final EventLoop loop;
  private final TestDescription test;
  private final TestEvents events;
  private final TestTally tally;
  private final StreamGroup streams = new StreamGroup();
  private final Intervals intervals;
  private List<LoopCost> costs = List.of();
  private Optional<Path> file = Optional.empty();
  private int told;
  private boolean begun;
  private boolean closed;

  TestRun(EventLoop loop, TestDescription test, TestEvents events) {
    this.loop = loop;
    this.test = test;
    this.events = events;
    tally = new TestTally(test);
    intervals = new Intervals(loop, test, streams, tally, events);
    events.accepted(test);
  }

  TestDescription test() {
    return test;
  }

  List<TestStream> streams() {
    return streams.all();
  }

  void add(TestStream stream) {
    streams.add(stream);
    tally.add(stream.description());
    if (streams.all().size() > told) {
      connected(stream.description());
    }
  }

  /** A stream that will be added later has its socket already. */
  void connected(StreamDescription stream) {
    told++;
    events.connected(stream);
  }

  /**
   * Time begins; no data flows yet.
   *
   * @param since when, of {@link System#nanoTime()}: maybe a while ago, when the ends agreed on it
   */
  void begin(long since) {
    begun = true;
    streams.begin();
    countCosts();
    DataSocket first = streams.first().socket();
    first.congestion().ifPresent(tally::congestion);
    tally.start(since);
    events.started(first.buffers());
    intervals.begin(since, this::countCosts);
  }

  /** What the loops do counts from now on. */
  private void countCosts() {
    costs = LoopCost.of(streams.all());
  }

  /**
   * Receives from now on.
   *
   * @return completed on the loop, when every stream that receives does so
   */
  CompletionStage<Void> receive() {
    streams.start(false);
    return streams.sample().thenAcceptAsync(listening -> {}, loop);
  }

  /** Sends from now on. */
  void send() {
    streams.start(true);
  }

  /**
   * Stops all streams and takes the last sample.
   *
   * @return completed on the loop, when the results can be told
   */
  CompletionStage<Void> end() {
    intervals.stop();
    return measure(System.nanoTime());
  }

  /**
   * Likewise where the other end has said that it has ended: what it sent before is still taken.
   *
   * @return completed on the loop, when the results can be told
   */
  CompletionStage<Void> drainAndEnd() {
    intervals.stop();
    streams.stopSenders();
    return Drain.of(loop, streams.all()).thenCompose(this::measure);
  }

  private CompletionStage<Void> measure(long now) {
    CompletionStage<CpuUse> used = LoopCost.sum(costs);
    return streams
        .finish()
        .thenCombine(used, (samples, cpu) -> new Last(samples, cpu))
        .thenAcceptAsync(last -> end(now, last), loop);
  }

  private record Last(List<StreamSample> samples, CpuUse cpu) {
    Last {
      samples = List.copyOf(samples);
    }
  }

  private void end(long now, Last last) {
    tally.cpu(last.cpu());
    if (begun && !closed) {
      tally.last(now, last.samples()).ifPresent(events::interval);
    }
  }

  boolean begun() {
    return begun;
  }

  /** Closes the data sockets, whatever they are doing. */
  void close() {
    closed = true;
    intervals.stop();
    streams.close();
  }

  SocketBuffers buffers() {
    return streams.first().socket().buffers();
  }

  EndResults results() {
    return tally.results();
  }

  /** The streams are sent from this file, or received into it. */
  void file(Path path) {
    file = Optional.of(path);
  }

  TestReport report() {
    file.ifPresent(path -> tally.file(new FileTotals(path.toString(), size(path))));
    return tally.report();
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException gone) {
      // Somebody has taken it away meanwhile: what was moved is known all the same.
      return 0;
    }
  }

  /** Takes in what the other end tells. */
  void remote(EndResults results) throws TestFailure {
    try {
      tally.remote(results);
    } catch (IllegalArgumentException unknown) {
      throw new TestFailure(ErrorCode.STREAM_ID);
    }
  }

  void serverOutput(ServerOutput output) {
    tally.serverOutput(output);
  }
}
