package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bandwidth.report.CpuUse;
import dev.weir.bandwidth.report.Direction;
import dev.weir.bandwidth.report.EndResults;
import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.StreamResult;
import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.report.TcpSample;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestSettings;
import dev.weir.bandwidth.report.TestTally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestPageTest {
  private static final long MEGABYTE = 1_000_000;

  private final TestPage page = new TestPage(List.of(Fact.of("Kernel", "Linux")));

  @Test
  void showsATestOfSeveralConnections() {
    TestTally tally = begun(Protocol.TCP, Direction.FORWARD, 2, 0);
    interval(tally, 1, tcp(1, 100, 3), tcp(3, 50, 0));
    interval(tally, 2, tcp(1, 300, 3), tcp(3, 100, 4));
    tally.cpu(new CpuUse(55, 5, 50));
    tally.congestion("cubic");
    tally.remote(
        new EndResults(CpuUse.NONE, -1, Optional.of("bbr"), List.of(got(1, 300), got(3, 100))));
    page.finished(tally.report());

    assertThat(names("Throughput")).containsExactly("all sent", "stream 1", "stream 3");
    assertThat(values("Throughput", "all sent")).containsExactly(1.2e9, 2.0e9);
    assertThat(values("Retransmits", "all sent")).containsExactly(3.0, 4.0);
    assertThat(values("Round-trip time", "stream 1")).containsExactly(85e-6, 85e-6);
    assertThat(page.page().summary())
        .isEqualTo(
            "1.60\u00a0Gbit/s by the sender, 1.60\u00a0Gbit/s by the receiver, 7\u00a0retransmits.");
    assertThat(page.page().environment())
        .contains(
            Fact.of("Test", "TCP, forward, 2 streams"),
            Fact.of("Peer", "[::1]:5201"),
            Fact.of("Congestion control", "cubic"),
            Fact.of("Congestion control, other end", "bbr"),
            Fact.of("Kernel", "Linux"));
    assertThat(page.page().html()).contains("all sent", "stream 3 sent", "55.0");
  }

  @Test
  void secondsThatDoNotCountComeFirst() {
    TestTally tally = begun(Protocol.TCP, Direction.FORWARD, 1, 2);
    interval(tally, 1, tcp(1, 10, 0));
    interval(tally, 2, tcp(1, 20, 0));
    tally.endOmit(TimeUnit.SECONDS.toNanos(2), List.of(tcp(1, 20, 0)));
    page.counting();
    interval(tally, 3, tcp(1, 120, 0));

    TimePlot plot = plot("Throughput");
    assertThat(plot.marks()).containsExactly(new Mark(2, "counting begins"));
    assertThat(plot.series().getFirst().points())
        .extracting(Point::x)
        .containsExactly(1.0, 2.0, 3.0);
    assertThat(names("Throughput")).containsExactly("sent");
  }

  @Test
  void showsLossAndJitterWhereDatagramsArrive() {
    TestTally tally = begun(Protocol.UDP, Direction.REVERSE, 1, 0);
    interval(tally, 1, new StreamSample(1, MEGABYTE, 1000, 50, 0, 12e-6, Optional.empty()));
    page.finished(tally.report());

    assertThat(values("Loss", "received")).containsExactly(5.0);
    assertThat(values("Jitter", "received")).containsExactly(12e-6);
    assertThat(page.page().summary()).isEqualTo("8.00\u00a0Mbit/s by the receiver, 5\u00a0% lost.");
  }

  @Test
  void showsNoLossWhereDatagramsAreOnlySent() {
    TestTally tally = begun(Protocol.UDP, Direction.FORWARD, 1, 0);
    interval(tally, 1, StreamSample.udpSender(1, MEGABYTE, 1000));

    assertThat(plots()).extracting(TimePlot::title).containsExactly("Throughput");
  }

  @Test
  void keepsBothDirectionsApart() {
    TestTally tally = begun(Protocol.TCP, Direction.BIDIRECTIONAL, 1, 0);
    interval(tally, 1, tcp(1, 100, 0), StreamSample.tcp(3, 50 * MEGABYTE, Optional.empty()));
    page.finished(tally.report());

    assertThat(names("Throughput")).containsExactly("sent", "received");
    assertThat(values("Throughput", "received")).containsExactly(4e8);
    assertThat(page.page().summary()).contains("sent: ", "; received: ");
  }

  @Test
  void aLongTestKeepsBoundedPoints() {
    TestTally tally = begun(Protocol.TCP, Direction.FORWARD, 1, 0);
    for (int second = 1; second <= 10_000; second++) {
      interval(tally, second, tcp(1, second * 10L, 0));
    }
    Series line = plot("Throughput").series().getFirst();
    assertThat(line.points()).hasSizeBetween(Curve.MOST / 2, Curve.MOST);
    assertThat(line.points().getLast().x()).isCloseTo(10_000, within(1e-6));
    assertThat(line.values()).allSatisfy(value -> assertThat(value).isCloseTo(80e6, within(1e-3)));
  }

  @Test
  void saysThatATestFailed() {
    begun(Protocol.TCP, Direction.FORWARD, 1, 0);
    page.failed("the server is busy");

    assertThat(page.page().summary()).isEqualTo("The test failed: the server is busy");
    assertThat(page.page().html()).contains("The test failed: the server is busy");
  }

  @Test
  void aTestThatNeverBeganHasAPageToo() {
    assertThat(page.page().html()).contains("iperf3 test", "The test has not ended.");
  }

  private TestTally begun(Protocol protocol, Direction direction, int parallel, int omit) {
    TestDescription test = description(protocol, direction, parallel, omit);
    TestTally tally = new TestTally(test);
    page.accepted(test);
    int streams = direction == Direction.BIDIRECTIONAL ? 2 * parallel : parallel;
    for (int i = 0; i < streams; i++) {
      boolean sender = direction != Direction.REVERSE && i < parallel;
      HostPort end = new HostPort("::1", 40_000 + i);
      StreamDescription stream = new StreamDescription(i == 0 ? 1 : i + 2, i + 5, end, end, sender);
      tally.add(stream);
      page.connected(stream);
    }
    tally.start(0);
    page.started(new SocketBuffers(16_384, 131_072));
    return tally;
  }

  private static TestDescription description(
      Protocol protocol, Direction direction, int parallel, int omit) {
    return new TestDescription(
        Role.CLIENT,
        new TestSettings(
            protocol,
            direction,
            parallel,
            131_072,
            omit,
            10,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            false,
            false,
            Optional.empty(),
            Optional.empty()),
        new HostPort("::1", 5201),
        "cookie",
        Instant.EPOCH,
        0,
        false,
        1);
  }

  private void interval(TestTally tally, int second, StreamSample... samples) {
    tally.sample(TimeUnit.SECONDS.toNanos(second), List.of(samples)).ifPresent(page::interval);
  }

  private static StreamSample tcp(int id, long megabytes, long retransmits) {
    TcpSample kernel = new TcpSample(retransmits, 65_536, 131_072, 85, 10, 1500, 0);
    return StreamSample.tcp(id, megabytes * MEGABYTE, Optional.of(kernel));
  }

  private static StreamResult got(int id, long megabytes) {
    return new StreamResult(
        id,
        megabytes * MEGABYTE,
        -1,
        0,
        0,
        OptionalLong.empty(),
        0,
        OptionalLong.empty(),
        OptionalDouble.of(2));
  }

  private List<TimePlot> plots() {
    return page.measured().blocks().stream()
        .filter(TimePlot.class::isInstance)
        .map(TimePlot.class::cast)
        .toList();
  }

  private TimePlot plot(String title) {
    return plots().stream().filter(plot -> plot.title().equals(title)).findFirst().orElseThrow();
  }

  private List<String> names(String title) {
    return plot(title).series().stream().map(Series::name).toList();
  }

  private List<Double> values(String title, String line) {
    return plot(title).series().stream()
        .filter(series -> series.name().equals(line))
        .flatMap(series -> series.values().boxed())
        .toList();
  }
}
