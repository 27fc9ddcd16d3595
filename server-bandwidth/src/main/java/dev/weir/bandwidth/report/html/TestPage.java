package dev.weir.bandwidth.report.html;

import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the page of a bandwidth test: listens to the test as any printer does, and has the page of
 * what it has heard so far at any time.
 *
 * <p>Throughput of all streams and of each, round-trip time, congestion window, retransmits, loss
 * and jitter over time; totals of both ends; settings and environment. What it keeps is bounded: of
 * a long test, neighbouring intervals are joined to their mean.
 *
 * <p>Events may come from another thread than the one that asks for the page.
 *
 * <pre>{@code
 * TestPage report = new TestPage(ThisMachine.facts());
 * // run a test with TestEvents.all(List.of(printer, report))
 * report.page().write(Path.of("report.html"));
 * }</pre>
 */
public final class TestPage implements TestEvents {
  private final List<Fact> environment;
  private Optional<TestFacts> facts = Optional.empty();
  private Optional<TestPlots> plots = Optional.empty();
  private Optional<TestTotals> totals = Optional.empty();
  private Optional<TestReport> report = Optional.empty();
  private Optional<SocketBuffers> buffers = Optional.empty();
  private Optional<String> failure = Optional.empty();

  /**
   * A page of a test that has not begun.
   *
   * @param environment such as {@link ThisMachine#facts()}
   */
  public TestPage(List<Fact> environment) {
    this.environment = List.copyOf(environment);
  }

  /**
   * The page of what happened so far.
   *
   * @return the page; without figures if no test was accepted
   */
  public synchronized Page page() {
    return Page.titled(facts.map(TestFacts::title).orElse("iperf3 test"))
        .summary(summary())
        .add(measured())
        .environment(facts.map(TestFacts::facts).orElse(List.of()))
        .environment(effective())
        .environment(environment);
  }

  /**
   * The figures alone, for a page of more than this test.
   *
   * @return plots and totals of what happened so far
   */
  public synchronized Section measured() {
    Section section = Section.titled(facts.map(TestFacts::kind).orElse("No test"));
    for (String text : failure.stream().toList()) {
      section = section.add(new Note("The test failed: " + text));
    }
    for (TestTotals all : totals.stream().toList()) {
      section = section.add(all.moved());
    }
    for (Plot plot : plots.map(TestPlots::plots).orElse(List.of())) {
      section = section.add(plot);
    }
    for (TestTotals all : totals.stream().toList()) {
      section = section.add(all.cost());
    }
    return section;
  }

  @Override
  public synchronized void accepted(TestDescription test) {
    facts = Optional.of(new TestFacts(test));
    boolean bothWays = test.settings().bidirectional();
    plots = Optional.of(new TestPlots(test.settings().parallel() > 1, bothWays));
  }

  @Override
  public synchronized void started(SocketBuffers given) {
    buffers = Optional.of(given);
  }

  @Override
  public synchronized void interval(IntervalReport interval) {
    plots.ifPresent(each -> each.interval(interval));
  }

  @Override
  public synchronized void finished(TestReport all) {
    report = Optional.of(all);
    totals = Optional.of(new TestTotals(all));
  }

  @Override
  public synchronized void failed(String text) {
    failure = Optional.of(text);
  }

  private String summary() {
    return failure
        .map(text -> "The test failed: " + text)
        .or(() -> totals.map(TestTotals::summary))
        .orElse("The test has not ended.");
  }

  private List<Fact> effective() {
    return Stream.of(
            buffers.map(b -> Fact.of("SO_SNDBUF, as read back", Unit.BYTES.format(b.send()))),
            buffers.map(b -> Fact.of("SO_RCVBUF, as read back", Unit.BYTES.format(b.receive()))),
            report.flatMap(TestReport::congestion).map(c -> Fact.of("Congestion control", c)),
            report
                .flatMap(TestReport::remoteCongestion)
                .map(c -> Fact.of("Congestion control, other end", c)))
        .flatMap(Optional::stream)
        .toList();
  }
}
