package dev.weir.bandwidth.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the counters of a test's streams into intervals and totals.
 *
 * <p>Use: {@link #add} each stream as it is connected, {@link #start} when data begins to flow,
 * {@link #sample} at the end of every interval (when the omitted seconds end, that or {@link #skip}
 * before {@link #endOmit}), {@link #last} when the test ends, {@link #remote} when the other end
 * has told its results, {@link #report} to have it all. Times are of {@link System#nanoTime()}.
 *
 * <p>Not thread safe: it belongs to the loop that owns the test.
 */
public final class TestTally {

  private final TestDescription test;
  private final Map<Integer, StreamTally> streams = new LinkedHashMap<>();
  private final TallyClock clock = new TallyClock();
  private boolean omitting;
  private boolean localRetransmits;
  private CpuUse cpu = CpuUse.NONE;
  private Optional<String> congestion = Optional.empty();
  private Optional<EndResults> remote = Optional.empty();
  private Optional<ServerOutput> serverOutput = Optional.empty();
  private Optional<FileTotals> file = Optional.empty();

  /** A tally of a test whose parameters are agreed. */
  public TestTally(TestDescription test) {
    this.test = test;
  }

  /** Adds a stream; those of the direction that comes first must come first. */
  public void add(StreamDescription stream) {
    streams.put(stream.id(), new StreamTally(stream, test.settings().protocol()));
  }

  /** Data begins to flow; the omitted seconds begin with it where there are any. */
  public void start(long now) {
    clock.start(now);
    omitting = test.settings().omit() > 0;
  }

  /** Whether the seconds that do not count are still running. */
  public boolean omitting() {
    return omitting;
  }

  /** The omitted seconds are over: what was counted so far is set aside, time begins again at 0. */
  public void endOmit(long now, List<StreamSample> samples) {
    samples.forEach(sample -> stream(sample).omit(sample));
    omitting = false;
    clock.start(now);
  }

  /** Ends an interval that is not told of. */
  public void skip(long now) {
    clock.skip(now);
  }

  /**
   * Ends an interval.
   *
   * @param samples one for every stream
   * @return what happened since the interval before; nothing if that was no data in less than a
   *     tenth of the test's interval
   */
  public Optional<IntervalReport> sample(long now, List<StreamSample> samples) {
    return sample(now, samples, false);
  }

  /** The same for the last interval, which a client tells together with the other end's results. */
  public Optional<IntervalReport> last(long now, List<StreamSample> samples) {
    return sample(now, samples, true);
  }

  private Optional<IntervalReport> sample(long now, List<StreamSample> samples, boolean last) {
    Lap lap = clock.lap(now, omitting);
    List<StreamInterval> intervals = new ArrayList<>(samples.size());
    for (StreamSample sample : samples) {
      localRetransmits |= sample.tcp().isPresent();
      intervals.add(stream(sample).interval(lap, sample));
    }
    boolean tells = lap.seconds() >= test.interval() * 0.1 || IntervalSums.bytes(intervals) > 0;
    return tells
        ? Optional.of(
            new IntervalReport(
                lap.first(),
                localRetransmits || (last && clientOfTcp()),
                intervals,
                IntervalSums.of(intervals, localRetransmits)))
        : Optional.empty();
  }

  /** What the test cost this end. */
  public void cpu(CpuUse use) {
    cpu = use;
  }

  /** The congestion control that this end's sockets use. */
  public void congestion(String name) {
    congestion = Optional.of(name);
  }

  /**
   * Takes in what the other end tells.
   *
   * @throws IllegalArgumentException if it tells of a stream that this end does not know
   */
  public void remote(EndResults results) {
    for (StreamResult result : results.streams()) {
      StreamTally stream = streams.get(result.id());
      if (stream == null) {
        throw new IllegalArgumentException("id: " + result.id() + " (expected: a stream's id)");
      }
      stream.remote(result);
    }
    remote = Optional.of(results);
  }

  /** The streams were sent from this file, or received into it. */
  public void file(FileTotals from) {
    file = Optional.of(from);
  }

  /** Takes in what the server printed. */
  public void serverOutput(ServerOutput output) {
    serverOutput = Optional.of(output);
  }

  /** What this end tells the other. */
  public EndResults results() {
    return new EndResults(
        cpu,
        test.sends() ? (localRetransmits ? 1 : 0) : -1,
        congestion,
        streams.values().stream().map(stream -> stream.result(clock.seconds())).toList());
  }

  /** The whole test as far as this end knows it now. */
  public TestReport report() {
    return new TestReport(
        test,
        clock.seconds(),
        secondsOf(true),
        secondsOf(false),
        directions(),
        cpu,
        remote.map(EndResults::cpu).orElse(CpuUse.NONE),
        congestion,
        remote.flatMap(EndResults::congestion),
        serverOutput);
  }

  private double secondsOf(boolean sender) {
    Optional<StreamTally> first = streams.values().stream().findFirst();
    return first
        .filter(stream -> stream.description().sender() != sender)
        .map(StreamTally::remoteSeconds)
        .filter(seconds -> seconds > 0)
        .orElse(clock.seconds());
  }

  private List<DirectionTotals> directions() {
    List<DirectionTotals> directions = new ArrayList<>(2);
    boolean sendsFirst =
        test.settings().bidirectional() ? test.role() == Role.CLIENT : test.sends();
    directions.add(direction(sendsFirst));
    if (test.settings().bidirectional()) {
      directions.add(direction(!sendsFirst));
    }
    return directions;
  }

  private DirectionTotals direction(boolean sender) {
    List<StreamTotals> totals =
        streams.values().stream()
            .filter(stream -> stream.description().sender() == sender)
            .map(StreamTally::totals)
            .map(each -> file.map(each::withFile).orElse(each))
            .toList();
    boolean known = sender ? localRetransmits : remoteRetransmits();
    return DirectionSums.of(sender, known, test.settings().parallel(), totals);
  }

  /** Nothing is known before the other end has told. */
  private boolean remoteRetransmits() {
    return test.settings().protocol() == Protocol.TCP
        && remote.map(results -> results.senderHasRetransmits() != 0).orElse(false);
  }

  private boolean clientOfTcp() {
    return test.role() == Role.CLIENT && test.settings().protocol() == Protocol.TCP;
  }

  private StreamTally stream(StreamSample sample) {
    StreamTally stream = streams.get(sample.id());
    if (stream == null) {
      throw new IllegalArgumentException("id: " + sample.id() + " (expected: an added stream)");
    }
    return stream;
  }
}
