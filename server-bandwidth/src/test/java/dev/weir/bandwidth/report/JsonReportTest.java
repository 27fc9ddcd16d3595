package dev.weir.bandwidth.report;

import static dev.weir.bandwidth.report.Story.captured;
import static dev.weir.bandwidth.report.Story.flow;
import static dev.weir.bandwidth.report.Story.moved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Each capture is what iperf3 3.21 printed; the numbers that led to it are told again. Lengths and
 * rates of intervals are masked: the original keeps them in single precision.
 */
class JsonReportTest {

  private final StringBuilder out = new StringBuilder();

  @Test
  void tcpClient() {
    new Story(
            Tests.client(
                limited(Protocol.TCP, Direction.FORWARD, 0),
                "7q5ulgpv6d5zbn344dgv44pnx5g2atxglfbm",
                "2026-11-23T12:31:13.853Z"),
            json(Role.CLIENT))
        .stream(1, 5, 52984, 5911, true)
            .start(16384, 131072)
            .sample(1.00093, StreamSample.tcp(1, 103_000, kernel(14)))
            .sample(1.001278, StreamSample.tcp(1, 103_000, kernel(14)))
            .cpu(99.9696490774418, 99.9696490774418, 0)
            .congestion("bbr")
            .remote(
                new CpuUse(0.036545255207698864, 0.0072890809567268235, 0.02925617425097204),
                -1,
                Optional.of("bbr"),
                moved(1, 103_000, -1, 1.001496))
            .end();

    assertMatches("tcp-client.json");
  }

  @Test
  void udpClientBothWays() {
    double jitter = 0.005725197486760156 / 1000;
    new Story(
            Tests.client(
                limited(Protocol.UDP, Direction.BIDIRECTIONAL, 1_048_576),
                "252ab24zgiyln7otnto7vp5purcaedk6xogg",
                "2026-11-23T12:31:14.858Z"),
            json(Role.CLIENT))
        .stream(1, 5, 41315, 5911, true).stream(3, 7, 55402, 5911, false)
            .start(212992, 212992)
            .sample(1.000987, datagrams(jitter))
            .sample(1.001425, datagrams(jitter))
            .cpu(0.464844280159991, 0, 0.464844280159991)
            .remote(
                new CpuUse(0.4502804518379629, 0.0900560903675926, 0.36022436147037035),
                0,
                Optional.empty(),
                flow(1, 132_000, -1, 0.0015917797891953189 / 1000, 0, 132, 0, 1.001592),
                flow(3, 132_000, -1, 0, 0, 132, 0, 1.001592))
            .end();

    // Streams of one interval end within microseconds of each other; here they end together.
    assertMatches("udp-client-bidir.json", "1.000989", "1.000987");
  }

  @Test
  void tcpServerWithASegmentSizeAndTexts() {
    TestSettings settings =
        new TestSettings(
            Protocol.TCP,
            Direction.FORWARD,
            1,
            8192,
            0,
            1,
            0,
            0,
            0,
            10_000_000,
            0,
            1000,
            65536,
            false,
            false,
            Optional.of("a/b"),
            Optional.of("x\"y"));
    new Story(
            new TestDescription(
                Role.SERVER,
                settings,
                new HostPort("127.0.0.1", 54926),
                "eetldayfxpjd2dcw2fgak2qwglub24komb4x",
                Instant.parse("2026-11-23T12:32:24.132Z"),
                0,
                false,
                1),
            json(Role.SERVER))
        .stream(1, 5, 5911, 54940, false)
            .start(131072, 131072)
            .sample(1.002709, StreamSample.tcp(1, 1_253_376, Optional.empty()))
            .sample(1.002772, StreamSample.tcp(1, 1_253_376, Optional.empty()))
            .cpu(0.17102472229673737, 0, 0.17112444516688124)
            .congestion("bbr")
            .end();

    assertMatches("tcp-server-mss.json");
  }

  @Test
  void nothingButAnError() {
    JsonReport report = json(Role.SERVER);
    report.failed("interrupt - the server has terminated by signal Terminated(15)");
    report.closed();

    assertThat(out).hasToString(captured("server-interrupted.json"));
  }

  @Test
  void aClientsErrorIsBare() {
    JsonReport report = json(Role.CLIENT);
    report.failed("error - control socket has closed unexpectedly");
    report.closed();

    assertThat(out.toString())
        .endsWith("\t\"error\":\t\"control socket has closed unexpectedly\"\n}\n");
  }

  @Test
  void aStreamOfEvents() {
    TestSettings settings = limited(Protocol.TCP, Direction.REVERSE, 0);
    new Story(
            Tests.client(
                settings, "j7t3bg42e4wxfotb44ugn42qbgpvykasz3lo", "2026-11-23T12:31:15.863Z"),
            new JsonStream(Role.CLIENT, Story.IDENTITY, out::append))
        .stream(1, 5, 52992, 5911, false)
            .start(16384, 131072)
            .sample(1.001016, StreamSample.tcp(1, 103_000, Optional.empty()))
            .sample(1.001114, StreamSample.tcp(1, 103_000, Optional.empty()))
            .cpu(0.05660727727981567, 0.0567071137476813, 0)
            .congestion("bbr")
            .remote(
                new CpuUse(99.7472296125852, 99.747329482355, 0),
                1,
                Optional.of("bbr"),
                moved(1, 103_000, 0, 1.001299))
            .end();

    assertThat(masked(out.toString()))
        .isEqualTo(masked(captured("tcp-client-reverse.jsonl")))
        .contains("\"omitted\":false");
  }

  @Test
  void aStreamThatNeverStartedTellsItsErrorAndAnEmptyEnd() {
    JsonStream stream = new JsonStream(Role.CLIENT, Story.IDENTITY, out::append);
    stream.failed("error - unable to connect");
    stream.closed();

    assertThat(out)
        .hasToString(
            """
            {"event":"error","data":"unable to connect"}
            {"event":"end","data":{}}
            """);
  }

  @Test
  void theServersOutputIsPartOfTheClients() {
    new Story(
            Tests.client(limited(Protocol.TCP, Direction.FORWARD, 0), "c", "2026-11-23T12:31:15Z"),
            json(Role.CLIENT))
        .stream(1, 5, 52992, 5911, true)
            .start(1, 1)
            .sample(1, StreamSample.tcp(1, 103_000, kernel(1)))
            .output(new ServerOutput.Json("{\"start\":{\"a\":[1,2.5,\"x\",true,null,{}]}}"))
            .end();

    assertThat(out.toString())
        .endsWith(
            """
            \t"server_output_json":\t{
            \t\t"start":\t{
            \t\t\t"a":\t[1, 2.5, "x", true, null, {
            \t\t\t\t}]
            \t\t}
            \t}
            }
            """);
  }

  @Test
  void whatIsKnownSoFarIsOneLine() {
    JsonReport report = json(Role.SERVER);
    report.accepted(Tests.of(Role.SERVER, Protocol.TCP, Direction.FORWARD, 1, 0));

    assertThat(report.soFar())
        .startsWith("{\"start\":{\"connected\":[],\"version\":\"iperf 3.21\"")
        .endsWith("\"intervals\":[],\"end\":{}}")
        .doesNotContain("\n");
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(JsonWriter.compact(new Json.Text("a\"\\\b\f\n\r\t\u0001\u001fé/")))
        .isEqualTo("\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001fé/\"");
  }

  private JsonReport json(Role role) {
    return new JsonReport(role, Story.IDENTITY, out::append);
  }

  private void assertMatches(String name) {
    assertMatches(name, "", "");
  }

  private void assertMatches(String name, String from, String to) {
    assertThat(masked(out.toString()))
        .isEqualTo(masked(from.isEmpty() ? captured(name) : captured(name).replace(from, to)));
  }

  /** Everything of an interval comes before its mark "omitted". */
  private static String masked(String json) {
    return json.replaceAll(
        "(\"seconds\":\\t?)[0-9.]+(,\\s*\"bytes\":\\t?[0-9]+,\\s*\"bits_per_second\":\\t?)[0-9.]+"
            + "(,[^{}]*\"omitted\")",
        "$1N$2N$3");
  }

  private static TestSettings limited(Protocol protocol, Direction direction, long bitrate) {
    return new TestSettings(
        protocol,
        direction,
        1,
        1000,
        0,
        0,
        102_400,
        0,
        0,
        bitrate,
        0,
        0,
        0,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<TcpSample> kernel(long rtt) {
    return Optional.of(new TcpSample(0, 976_896, 108_544, rtt, 9, 65535, 0));
  }

  private static StreamSample[] datagrams(double jitter) {
    return new StreamSample[] {
      StreamSample.udpSender(1, 132_000, 132),
      new StreamSample(3, 132_000, 132, 0, 0, jitter, Optional.empty())
    };
  }
}
