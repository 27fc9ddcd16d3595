package dev.weir.bandwidth.report;

import static dev.weir.bandwidth.report.Story.captured;
import static dev.weir.bandwidth.report.Story.flow;
import static dev.weir.bandwidth.report.Story.moved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each capture is what iperf3 3.21 printed; the numbers that led to it are told again. */
class TextReportTest {

  private static final long SECOND = 1_253_376;
  private final StringBuilder out = new StringBuilder();

  @Test
  void verboseClient() {
    TextReport report = new TextReport(Role.CLIENT, TextStyle.PLAIN.withVerbose(), out::append);
    report.opening(Story.IDENTITY);
    new Story(
            Tests.client(
                Tests.settings(Protocol.TCP, Direction.FORWARD, 1, 8192, 0, 2),
                "w3o4gonez3abzcr7knvk3szeuefh6qcx2i4g",
                "2026-11-23T12:31:04Z"),
            report)
        .stream(1, 5, 49296, 5911, true)
            .start(16384, 131072)
            .sample(1, tcp(1, SECOND))
            .sample(2, tcp(1, 2 * SECOND))
            .cpu(0.74, 0.25, 0.49)
            .congestion("bbr")
            .remote(
                new CpuUse(0.2, 0, 0.2), -1, Optional.of("bbr"), moved(1, 2 * SECOND, -1, 2.0001))
            .end();

    assertThat(out).hasToString(captured("tcp-client-verbose.txt").replace("0.3%u", "0.2%u"));
  }

  @Test
  void bidirectionalClientThatAskedForTheServersOutput() {
    String whole = captured("tcp-client-bidir-server-output.txt");
    int begin = whole.indexOf("Server output:\n") + "Server output:\n".length();
    int end = whole.indexOf("\n\n[  9]") + 1;
    new Story(
            Tests.client(
                Tests.settings(Protocol.TCP, Direction.BIDIRECTIONAL, 2, 8192, 0, 1),
                "cookie",
                "2026-11-23T12:31:04Z"),
            new TextReport(Role.CLIENT, TextStyle.PLAIN, out::append))
        .stream(1, 5, 52892, 5911, true).stream(3, 7, 52908, 5911, true).stream(
                4, 9, 52924, 5911, false)
            .stream(5, 12, 52936, 5911, false)
            .start(16384, 131072)
            .sample(1.002, tcp(1, SECOND), tcp(3, SECOND), received(4, SECOND), received(5, SECOND))
            .remote(
                CpuUse.NONE,
                1,
                Optional.of("bbr"),
                moved(1, SECOND, -1, 1.0013),
                moved(3, SECOND, -1, 1.0013),
                moved(4, SECOND, 0, 1.0013),
                moved(5, SECOND, 0, 1.0013))
            .output(new ServerOutput.Text(whole.substring(begin, end)))
            .end();

    assertThat(out).hasToString(whole);
  }

  @Test
  void verboseDatagramsBothWaysWithATitleAndOmittedSeconds() {
    TestSettings plain = Tests.settings(Protocol.UDP, Direction.BIDIRECTIONAL, 2, 1000, 1, 1);
    TextStyle style = new TextStyle(Units.ADAPTIVE, true, Optional.empty(), Optional.of("foo"));
    TextReport report = new TextReport(Role.CLIENT, style, out::append);
    report.opening(Story.IDENTITY);
    StreamSample[] first = {
      sent(1, 1251), sent(3, 1251), seen(4, 1251, 0.0152e-3), seen(5, 1251, 0.0156e-3)
    };
    new Story(
            Tests.client(plain, "frtzo6ewec3a4alkjpejamtw7rmocquvesw7", "2026-11-23T12:31:08Z"),
            report)
        .stream(1, 5, 47902, 5911, true).stream(3, 7, 54605, 5911, true).stream(
                4, 9, 39989, 5911, false)
            .stream(5, 12, 50064, 5911, false)
            .start(212992, 212992)
            .sample(1, first)
            .counting(1, first)
            .sample(
                2, sent(1, 2502), sent(3, 2502), seen(4, 2502, 0.0021e-3), seen(5, 2502, 0.0012e-3))
            .cpu(5.4, 5.4, 0)
            .remote(
                new CpuUse(5.7, 1.4, 4.3),
                0,
                Optional.empty(),
                flow(1, 1_252_000, -1, 0.009e-3, 0, 2502, 1250, 1.001),
                flow(3, 1_252_000, -1, 0.0084e-3, 0, 2502, 1250, 1.001),
                flow(4, 1_251_000, -1, 0, 0, 2502, 1251, 1.001),
                flow(5, 1_251_000, -1, 0, 0, 2502, 1251, 1.001))
            .end();

    assertThat(out).hasToString(captured("udp-client-bidir-omit-verbose-title.txt"));
  }

  @Test
  void receivedDatagramsInMegabytes() {
    TextStyle style = new TextStyle(Units.MEGABYTES, false, Optional.empty(), Optional.empty());
    new Story(
            Tests.client(
                Tests.settings(Protocol.UDP, Direction.REVERSE, 2, 1000, 0, 1),
                "cookie",
                "2026-11-23T12:31:08Z"),
            new TextReport(Role.CLIENT, style, out::append))
        .stream(1, 5, 43025, 5911, false).stream(3, 7, 35869, 5911, false)
            .start(212992, 212992)
            .sample(1.001, seen(1, 1252, 0.0071e-3), seen(3, 1252, 0.0056e-3))
            .remote(
                CpuUse.NONE,
                0,
                Optional.empty(),
                flow(1, 1_252_000, -1, 0, 0, 1252, 0, 1.001),
                flow(3, 1_252_000, -1, 0, 0, 1252, 0, 1.001))
            .end();

    assertThat(out).hasToString(captured("udp-client-reverse-megabytes.txt"));
  }

  @Test
  void aServerTellsItsOwnSideAndSaysSoWhenVerbose() {
    TestDescription test = Tests.of(Role.SERVER, Protocol.TCP, Direction.FORWARD, 1, 0);
    new Story(test, new TextReport(Role.SERVER, TextStyle.PLAIN.withVerbose(), out::append))
        .stream(1, 5, 5201, 46660, false)
            .start(16384, 131072)
            .sample(1, received(1, SECOND))
            .congestion("cubic")
            .end();

    assertThat(out)
        .hasToString(
            """
            Time: Sun, 22 Nov 2026 19:53:10 GMT
            Accepted connection from 127.0.0.1, port 46650
                  Cookie: fi6ynkvyhyz3bmkqyoas5zj4n4f4tdeew6tu
                  TCP MSS: 0 (default)
                  Target Bitrate: 10000000
            [  5] local 127.0.0.1 port 5201 connected to 127.0.0.1 port 46660
            Starting Test: protocol: TCP, 1 streams, 8192 byte blocks, omitting 0 seconds, \
            10 second test, tos 0
            [ ID] Interval           Transfer     Bitrate
            [  5]   0.00-1.00   sec  1.20 MBytes  10.0 Mbits/sec                 \s
            - - - - - - - - - - - - - - - - - - - - - - - - -
            Test Complete. Summary Results:
            [ ID] Interval           Transfer     Bitrate
            [  5] (sender statistics not available)
            [  5]   0.00-1.00   sec  1.20 MBytes  10.0 Mbits/sec                  receiver
            rcv_tcp_congestion cubic
            """);
  }

  @Test
  void lateDatagramsAndLossesThatCannotBeToldApart() {
    TestDescription test = Tests.of(Role.CLIENT, Protocol.UDP, Direction.FORWARD, 1, 1);
    new Story(test, new TextReport(Role.CLIENT, TextStyle.PLAIN, out::append))
        .stream(1, 5, 46660, 5201, true)
            .start(212992, 212992)
            .sample(1, sent(1, 100))
            .counting(1, sent(1, 100))
            .sample(2, sent(1, 200))
            .remote(
                CpuUse.NONE,
                -1,
                Optional.empty(),
                new StreamResult(
                    1,
                    90_000,
                    -1,
                    0.5e-3,
                    10,
                    OptionalLong.empty(),
                    199,
                    OptionalLong.empty(),
                    OptionalDouble.empty()))
            .end();

    assertThat(out.toString())
        .contains("  0.500 ms  Unknown/99  receiver\n")
        .contains("  0.000 ms  0/100 (0%)  sender\n");
  }

  @Test
  void timeBeforeEveryLine() {
    TextStyle style =
        new TextStyle(Units.ADAPTIVE, false, Optional.of("%F %T "), Optional.of("run"));
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T19:53:10Z"));
    String local =
        ZonedDateTime.ofInstant(clock.instant(), ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss "));
    new TextLines(Role.CLIENT, style, out::append, clock).line("one");
    new TextLines(Role.SERVER, style, out::append, clock).line("two");

    assertThat(out).hasToString(local + "run:  one\n" + local + "two\n");
  }

  private static StreamSample tcp(int id, long bytes) {
    return StreamSample.tcp(id, bytes, Tests.kernel(0, 100));
  }

  private static StreamSample received(int id, long bytes) {
    return StreamSample.tcp(id, bytes, Optional.empty());
  }

  private static StreamSample sent(int id, long packets) {
    return StreamSample.udpSender(id, packets * 1000, packets);
  }

  private static StreamSample seen(int id, long packets, double jitter) {
    return new StreamSample(id, packets * 1000, packets, 0, 0, jitter, Optional.empty());
  }
}
