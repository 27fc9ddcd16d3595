package dev.weir.bandwidth.report;

import static dev.weir.bandwidth.report.Tests.at;
import static dev.weir.bandwidth.report.Tests.kernel;
import static dev.weir.bandwidth.report.Tests.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TestTallyTest {

  @Test
  void intervalsHoldWhatIsNewAndSumsAddTheStreams() {
    TestTally tally = tcpClient(0);
    tally.sample(at(1), samples(1000, 3, 100));
    IntervalReport second = tally.sample(at(2.5), samples(4000, 5, 50)).orElseThrow();

    assertThat(second.first()).isFalse();
    assertThat(second.streams()).extracting(StreamInterval::bytes).containsExactly(3000L, 3000L);
    StreamInterval one = second.streams().getFirst();
    assertThat(one.start()).isEqualTo(1.0);
    assertThat(one.end()).isEqualTo(2.5);
    assertThat(one.bitrate()).isEqualTo(16_000);
    assertThat(one.tcp().orElseThrow().retransmits()).isEqualTo(2);
    IntervalSum sum = second.sums().getFirst();
    assertThat(sum.bytes()).isEqualTo(6000);
    assertThat(sum.retransmits()).hasValue(4);
    assertThat(sum.sender()).isTrue();
  }

  @Test
  void totalsKeepTheExtremesAndTheMeanOfTheKernelsFigures() {
    TestTally tally = tcpClient(0);
    tally.sample(at(1), samples(1000, 3, 100));
    tally.sample(at(2), samples(4000, 5, 50));
    tally.sample(at(3), samples(5000, 5, 60));

    TcpTotals totals = tally.report().streams().getFirst().tcp().orElseThrow();
    assertThat(totals).isEqualTo(new TcpTotals(5, 2, 1_004_544, 111_616, 100, 50, 70));
    assertThat(tally.report().directions().getFirst().retransmits()).isEqualTo(10);
    assertThat(tally.report().seconds()).isEqualTo(3.0);
  }

  @Test
  void omittedSecondsAreSetAsideAndTimeBeginsAgain() {
    TestTally tally = tcpClient(1);
    assertThat(tally.sample(at(1), samples(1000, 3, 100)).orElseThrow().streams().getFirst())
        .returns(true, StreamInterval::omitted);
    tally.endOmit(at(1.001), samples(1100, 4, 100));
    StreamInterval counted =
        tally.sample(at(2.001), samples(3100, 6, 100)).orElseThrow().streams().getFirst();

    assertThat(counted.omitted()).isFalse();
    assertThat(counted.bytes()).isEqualTo(2000);
    assertThat(counted.start()).isEqualTo(0.001);
    assertThat(counted.end()).isEqualTo(1.0);
    StreamTotals totals = tally.report().streams().getFirst();
    assertThat(totals.bytesSent()).isEqualTo(2000);
    assertThat(totals.tcp().orElseThrow().retransmits()).isEqualTo(2);
    assertThat(tally.results().streams().getFirst().bytes()).isEqualTo(2000);
  }

  @Test
  void aSkippedIntervalIsNobodysAndTheNextIsTheFirst() {
    TestTally tally = tcpClient(1);
    tally.skip(at(1));
    tally.endOmit(at(1), samples(1000, 4, 100));
    IntervalReport counted = tally.sample(at(2), samples(3000, 6, 100)).orElseThrow();

    assertThat(counted.first()).isTrue();
    assertThat(counted.streams().getFirst())
        .returns(0.0, StreamInterval::start)
        .returns(1.0, StreamInterval::end)
        .returns(2000L, StreamInterval::bytes);
  }

  @Test
  void aShortIntervalWithoutDataTellsNothing() {
    TestTally tally = tcpClient(0);
    tally.sample(at(1), samples(1000, 0, 100));
    assertThat(tally.sample(at(1.05), samples(1000, 0, 100))).isEmpty();
    assertThat(tally.sample(at(1.06), samples(1001, 0, 100))).isPresent();
    assertThat(tally.report().seconds()).isEqualTo(1.06);
  }

  @Test
  void theOtherEndsFiguresComeBesideTheOwn() {
    TestTally tally = tcpClient(0);
    tally.sample(at(1), samples(1000, 3, 100));
    assertThat(tally.report().streams().getFirst().bytesReceived()).isZero();
    tally.remote(results(-1, result(1, 900, 0, 0, 0), result(3, 950, 0, 0, 0)));

    TestReport report = tally.report();
    assertThat(report.streams().getFirst().bytesReceived()).isEqualTo(900);
    assertThat(report.directions().getFirst().bytesReceived()).isEqualTo(1850);
    assertThat(report.senderSeconds()).isEqualTo(1.0);
    assertThat(report.receiverSeconds()).isEqualTo(1.25);
    assertThat(report.remoteCongestion()).hasValue("cubic");
    assertThat(tally.results().senderHasRetransmits()).isEqualTo(1);
  }

  @Test
  void aReceiverTakesTheSendersRetransmitsFromItsResults() {
    TestTally tally = new TestTally(Tests.of(Role.CLIENT, Protocol.TCP, Direction.REVERSE, 1, 0));
    tally.add(stream(1, false));
    tally.start(at(0));
    tally.sample(at(1), List.of(StreamSample.tcp(1, 500, Optional.empty())));
    assertThat(tally.results().senderHasRetransmits()).isEqualTo(-1);
    tally.remote(results(1, result(1, 600, 7, 0, 0)));

    DirectionTotals received = tally.report().directions().getFirst();
    assertThat(received.sender()).isFalse();
    assertThat(received.retransmitsKnown()).isTrue();
    assertThat(received.retransmits()).isEqualTo(7);
    assertThat(received.bytesSent()).isEqualTo(600);
    assertThat(received.bytesReceived()).isEqualTo(500);
  }

  @Test
  void datagramsLostInTheOmittedSecondsDoNotCount() {
    TestTally tally = new TestTally(Tests.of(Role.SERVER, Protocol.UDP, Direction.FORWARD, 1, 1));
    tally.add(stream(1, false));
    tally.start(at(0));
    StreamSample omitted = new StreamSample(1, 1000, 20, 10, 4, 0.5, Optional.empty());
    tally.sample(at(1), List.of(omitted));
    tally.endOmit(at(1), List.of(omitted));
    StreamSample end = new StreamSample(1, 3000, 50, 13, 5, 0.25, Optional.empty());
    UdpFigures figures =
        tally.sample(at(2), List.of(end)).orElseThrow().streams().getFirst().udp().orElseThrow();

    assertThat(figures).isEqualTo(new UdpFigures(30, 3, 0.25));
    assertThat(figures.lostPercent()).isEqualTo(10);
    assertThat(tally.report().streams().getFirst().udp())
        .hasValue(new UdpTotals(0, 30, 3, true, 1, 0.25));
    assertThat(tally.results().streams().getFirst())
        .returns(13L, StreamResult::errors)
        .returns(OptionalLong.of(10), StreamResult::omittedErrors)
        .returns(50L, StreamResult::packets)
        .returns(OptionalLong.of(20), StreamResult::omittedPackets);
  }

  @Test
  void aSenderEchoesWhatTheReceiverSaw() {
    TestTally tally = new TestTally(Tests.of(Role.SERVER, Protocol.UDP, Direction.REVERSE, 1, 0));
    tally.add(stream(1, true));
    tally.start(at(0));
    tally.sample(at(1), List.of(StreamSample.udpSender(1, 1000, 10)));
    tally.remote(results(-1, result(1, 900, -1, 1, 9)));

    assertThat(tally.results().streams().getFirst())
        .returns(1L, StreamResult::errors)
        .returns(0.001, StreamResult::jitter)
        .returns(1000L, StreamResult::bytes);
    UdpTotals totals = tally.report().streams().getFirst().udp().orElseThrow();
    assertThat(totals.lostPercentOfSent()).isEqualTo(10);
    assertThat(totals.received()).isEqualTo(9);
  }

  @Test
  void directionsOfABidirectionalTestBeginWithWhatTheClientSends() {
    assertThat(bidirectional(Role.CLIENT)).containsExactly(true, false);
    assertThat(bidirectional(Role.SERVER)).containsExactly(false, true);
  }

  private static List<Boolean> bidirectional(Role role) {
    TestTally tally = new TestTally(Tests.of(role, Protocol.TCP, Direction.BIDIRECTIONAL, 1, 0));
    tally.add(stream(1, role == Role.CLIENT));
    tally.add(stream(3, role == Role.SERVER));
    tally.start(at(0));
    IntervalReport interval = tally.sample(at(1), samples(1000, 0, 10)).orElseThrow();
    List<Boolean> directions =
        tally.report().directions().stream().map(DirectionTotals::sender).toList();
    assertThat(interval.sums()).extracting(IntervalSum::sender).isEqualTo(directions);
    return directions;
  }

  @Test
  void aStreamNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> tcpClient(0).remote(results(1, result(9, 1, 1, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id: 9");
  }

  private static TestTally tcpClient(int omit) {
    TestTally tally =
        new TestTally(Tests.of(Role.CLIENT, Protocol.TCP, Direction.FORWARD, 2, omit));
    tally.add(stream(1, true));
    tally.add(stream(3, true));
    tally.start(at(0));
    return tally;
  }

  private static List<StreamSample> samples(long bytes, long retransmits, long rtt) {
    return List.of(
        StreamSample.tcp(1, bytes, kernel(retransmits, rtt)),
        StreamSample.tcp(3, bytes, kernel(retransmits, rtt)));
  }

  private static StreamResult result(int id, long bytes, long again, long errors, long packets) {
    return new StreamResult(
        id,
        bytes,
        again,
        0.001,
        errors,
        OptionalLong.of(0),
        packets,
        OptionalLong.of(0),
        OptionalDouble.of(1.25));
  }

  private static EndResults results(int retransmits, StreamResult... streams) {
    return new EndResults(new CpuUse(3, 2, 1), retransmits, Optional.of("cubic"), List.of(streams));
  }
}
