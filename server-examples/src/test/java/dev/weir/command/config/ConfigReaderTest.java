package dev.weir.command.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.server.connection.Metadata;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.MulticastGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final String HEAD =
      "servers:\n  echo:\n    handler: echo\n    listen: [\"tcp://:7\"]\n";

  @TempDir Path directory;

  @Test
  void readsTheExampleOfTheDesign() throws Exception {
    ServeConfig config =
        read(
            """
            servers:
              echo:      { handler: echo, listen: [tcp://:7, udp://:7], options: "udp: SO_RCVBUF=4m", limits: {connections: 500} }
              second:    { handler: lines, listen: "tcp://[::1]:8" }
            admin: { listen: "tcp://127.0.0.1:9464" }
            """);
    Values echo = config.servers().get("echo");
    assertThat(echo).isNotNull();
    assertThat(echo.get(Settings.LISTEN)).hasToString("[tcp://:7, udp://:7]");
    assertThat(echo.get(Settings.OPTIONS_TEXT).toString()).contains("SO_RCVBUF");
    assertThat(LimitSettings.of(echo).connections()).isEqualTo(500);
    assertThat(config.servers().keySet()).containsExactly("echo", "second");
    assertThat(config.process().get(Settings.ADMIN_LISTEN)).hasToString("tcp://127.0.0.1:9464");
    assertThat(config.process().get(Settings.ADMIN_OPEN)).isFalse();
  }

  @Test
  void reportsEveryProblemOfAFileAtOnceInReadingOrder() {
    assertProblems(
        """
        servers:
          echo:
            handler: Echo!
            listen: [tcp://:7, "tcp//:8"]
            limits: {connections: ten, idel: 4s}
          2nd: {handler: lines}
        admim: {listen: "tcp://127.0.0.1:9464"}
        """,
        "3:14: servers.echo.handler: \"Echo!\" (expected: a name of letters, digits and dashes)",
        "4:24: servers.echo.listen: ",
        "5:27: servers.echo.limits.connections: \"ten\" (expected: a whole number from ",
        "5:32: servers.echo.limits.idel: no such setting (expected: any of ",
        "6:3: servers: \"2nd\" (expected: a letter, ",
        "6:8: servers.2nd.listen: missing (expected: a list of 1 to 64",
        "7:1: admim: no such setting (expected: any of admin, drain, log, otlp, pinned, servers); did you mean admin?");
  }

  @Test
  void namesTheSettingThatAMistypedOneMeant() {
    assertThat(only(HEAD + "    limits: {Out-Bound: 4}\n")).endsWith("did you mean outbound?");
    assertThat(only(HEAD + "    limits: {conections: 4}\n")).endsWith("did you mean connections?");
    assertThat(only(HEAD + "    Shards: 4\n")).endsWith("did you mean shards?");
    assertThat(only(HEAD + "    zzz: 4\n")).doesNotContain("did you mean");
  }

  @Test
  void refusesWhatIsNotTheShape() {
    assertThat(only("")).isEqualTo("1:1: the file is empty (expected: servers: {...})");
    assertThat(only("# only a comment\n")).contains("the file is empty");
    assertThat(problems("- a\n- b\n").getFirst().toString())
        .contains("the file: a list (expected: a mapping");
    assertThat(only("log: {level: info}\n")).startsWith("1:1: servers: missing");
    assertThat(only("servers: []\n")).startsWith("1:10: servers: a list (expected: a mapping");
    assertThat(only("servers: {}\n")).startsWith("1:10: servers: 0 of them (expected: 1 to ");
    assertThat(only("servers:\n")).startsWith("1:9: servers: nothing");
    assertThat(only("servers: {echo: tcp}\n"))
        .startsWith("1:17: servers.echo: \"tcp\" (expected: a mapping with any of");
    assertThat(only(HEAD + "    limits: 4\n")).startsWith("5:13: servers.echo.limits: \"4\"");
    assertThat(only(HEAD + "    shards: [1]\n"))
        .startsWith("5:13: servers.echo.shards: a list (expected: a whole");
    assertThat(only(HEAD + "    shards:\n"))
        .startsWith("5:12: servers.echo.shards: nothing (expected: a whole");
    assertThat(only(HEAD + "    ? [a]\n    : 1\n"))
        .startsWith("5:7: a list as a key (expected: a name)");
  }

  @Test
  void refusesNumbersOutOfRangeAndForeignUnits() {
    for (String wrong :
        List.of("0", "-1", "1025", "1e2", "0x10", "99999999999999999999", "1.5", "~")) {
      assertThat(only(HEAD + "    shards: " + wrong + "\n")).contains("shards: ", "from 1 to 1024");
    }
    for (String wrong : List.of("0s", "2h", "3 days", "-1s", "9999999999999999h", "1x")) {
      assertThat(only(HEAD + "otlp: {step: " + wrong + "}\n"))
          .contains("otlp.step: ", "from 1s to 1h");
    }
    for (String wrong : List.of("5ms", "2000h", "never", "-1")) {
      assertThat(only(HEAD + "    limits: {idle: " + wrong + "}\n"))
          .contains("limits.idle: ", "0 for no limit, or a duration");
    }
    for (String wrong : List.of("65535", "2g", "1kb", "64 k")) {
      assertThat(only(HEAD + "    limits: {outbound: " + wrong + "}\n"))
          .contains("limits.outbound: ", "64k to 1g");
    }
    for (String wrong : List.of("maybe", "1", "TRUE!")) {
      assertThat(only(HEAD + "admin: {open: " + wrong + "}\n"))
          .contains("admin.open: ", "true or false");
    }
    for (String wrong : List.of("ftp://x/", "localhost:4318", "http://", "http:// x")) {
      assertThat(only(HEAD + "otlp: {url: \"" + wrong + "\"}\n"))
          .contains("otlp.url: \"", "(expected: an address");
    }
    assertThat(only(HEAD + "log: {level: loud}\n"))
        .contains("\"loud\" (expected: one of error, warn");
  }

  @Test
  void knowsWhatCanAnswerAndWhatItSpeaks() {
    assertThat(only("servers: {a: {handler: eccho, listen: \"tcp://:7\"}}\n"))
        .isEqualTo(
            "1:24: servers.a.handler: eccho (expected: any of bandwidth, echo, lines, statsd); did you mean echo?");
    assertThat(only("servers: {a: {handler: lines, listen: [\"tcp://:7\", \"udp://:7\"]}}\n"))
        .isEqualTo(
            "1:39: servers.a.listen: udp://:7 (expected: tcp, unix, fd, which is what lines speaks)");
  }

  @Test
  void knowsWhatMeansSomethingToAHandler() throws Exception {
    String bandwidth = "servers: {a: {handler: bandwidth, listen: [%s], %s}}\n";
    String both = "tcp://:5201, udp://:5201";
    Values values =
        read(bandwidth.formatted(both, "limits: {tests: 3, bitrate: 10G, longest: 1m}"))
            .server("a")
            .orElseThrow();
    assertThat(LimitSettings.ofTests(values).tests()).isEqualTo(3);
    assertThat(LimitSettings.ofTests(values).bitrate()).isEqualTo(10_000_000_000L);
    assertThat(LimitSettings.ofTests(values).longest()).isEqualTo(60);
    assertThat(only(bandwidth.formatted(both, "shards: 2")))
        .contains(
            "servers.a.shards: means nothing to bandwidth (expected: any of handler, listen, limits.tests");
    assertThat(only(bandwidth.formatted("tcp://:5201, udp://:5202", "limits: {tests: 3}")))
        .contains("udp://:5202 (expected: tcp at the same address beside it");
    assertThat(only(bandwidth.formatted(both, "limits: {connections: 3}")))
        .contains("means nothing to bandwidth");
    assertThat(only(HEAD + "    limits: {bitrate: 10g}\n")).contains("means nothing to echo");
    assertThat(only(bandwidth.formatted(both, "limits: {bitrate: fast}")))
        .contains("bits per second up to 1t");
  }

  @Test
  void refusesLimitsOfConnectionsWhereThereAreNone() throws Exception {
    String udp = "servers:\n  a: {handler: echo, listen: %s, limits: {%s}}\n";
    for (String limit : List.of("connections: 5", "idle: 5s", "rateIn: 1m")) {
      String name = limit.substring(0, limit.indexOf(':'));
      assertThat(only(udp.formatted("[udp://:7]", limit)))
          .contains("servers.a.limits." + name + ": means nothing to UDP", "(expected: ");
    }
    assertProblems(
        udp.formatted("[udp://:7, udp://:8]", "idle: 5s, stall: 5s, outbound: 1m"),
        "2:67: servers.a.limits.idle: ",
        "2:78: servers.a.limits.stall: ");
    read(udp.formatted("[udp://:7]", "outbound: 1m, idle: 10m"));
    read(udp.formatted("[udp://:7]", "allow: [10.0.0.0/8], deny: [10.9.0.0/16]"));
    read(udp.formatted("[tcp://:7, udp://:7]", "connections: 5, idle: 5s, deny: [10.0.0.0/8]"));
  }

  @Test
  void knowsHowDatagramsAreMovedAndSessionsBounded() throws Exception {
    String udp = "servers:\n  a: {handler: statsd, listen: [\"udp://:7\"], %s}\n";
    Values values =
        read(udp.formatted(
                "sessions: {idle: 7s, limit: 9, perAddress: 3, queue: 5, memory: 1m,"
                    + " overflow: drop-oldest, connected: 4},"
                    + " batching: {messages: 16, join: off}, metadata: [ttl, traffic-class],"
                    + " join: [239.7.7.7, ff15::7 from fd00::1 on eth0]"))
            .server("a")
            .orElseThrow();
    assertThat(SessionSettings.of(values).apply(Sessions.idle(Duration.ofSeconds(30))))
        .isEqualTo(
            new Sessions(
                Duration.ofSeconds(7), 9, 3, 5, 1024 * 1024, Sessions.Overflow.DROP_OLDEST, 4));
    assertThat(values.get(UdpSettings.METADATA))
        .containsExactly(Metadata.TTL, Metadata.TRAFFIC_CLASS);
    assertThat(values.get(UdpSettings.JOIN))
        .containsExactly(
            MulticastGroup.of("239.7.7.7"),
            MulticastGroup.of("ff15::7").from("fd00::1").on("eth0"));
    assertThat(only(udp.formatted("sessions: {idle: 1ms}")))
        .startsWith(
            "2:63: servers.a.sessions.idle: \"1ms\" (expected: a duration from 10ms to 24h");
    assertThat(only(udp.formatted("sessions: {overflow: drop}"))).contains("drop-newest, or");
    assertThat(only(udp.formatted("sessions: {limits: 1}"))).contains("did you mean limit?");
    assertThat(only(udp.formatted("batching: {messages: 65}"))).contains("from 1 to 64");
    assertThat(only(udp.formatted("metadata: [tll]"))).contains("any of destination, ttl");
    assertThat(only(udp.formatted("join: [10.0.0.1]"))).contains("239.255.255.255");
    assertThat(only(udp.formatted("join: [239.7.7.7], shards: 2"))).contains("with several shards");
  }

  @Test
  void refusesWhatIsOfDatagramsWhereThereAreNone() {
    String tcp = "servers: {a: {handler: %s, listen: \"%s\", %s}}\n";
    assertThat(only(tcp.formatted("echo", "tcp://:7", "batching: {join: off}")))
        .contains("servers.a.batching.join: means nothing to streams");
    assertThat(only(tcp.formatted("statsd", "tcp://:7", "sessions: {limit: 5}")))
        .contains("servers.a.sessions.limit: means nothing to streams");
    assertThat(only(tcp.formatted("echo", "udp://:7", "sessions: {limit: 5}")))
        .contains("servers.a.sessions.limit: means nothing to echo");
    assertThat(only(tcp.formatted("lines", "tcp://:7", "metadata: [ttl]")))
        .contains("servers.a.metadata: means nothing to lines");
  }

  @Test
  void placesOptionsWhereTheyMeanSomething() {
    String both =
        "servers: {a: {handler: echo, listen: [\"tcp://:7\", \"udp://:7\"], options: \"%s\"}}\n";
    assertThat(only(both.formatted("TCP_NODELAY=on")))
        .startsWith(
            "1:73: servers.a.options: TCP_NODELAY=on for udp (expected: for listener, connection)");
    assertThat(only(both.formatted("tcp: TCP_NODELAY=on"))).isEmpty();
    assertThat(only(both.formatted("SO_RCVBUF=4m"))).isEmpty();
    assertThat(only(both.formatted("SO_RCVBUV=4m"))).contains("SO_RCVBUV");
    assertThat(only(both.formatted("SO_RCVBUF=big"))).contains("SO_RCVBUF", "big");
  }

  @Test
  void sharesEndpointsBetweenNoTwoServers() {
    assertThat(only(HEAD + "  other: {handler: echo, listen: [\"tcp://:7\"]}\n"))
        .isEqualTo(
            "5:34: servers.other.listen: tcp://:7 (expected: an endpoint that servers.echo does not have)");
    assertThat(only(HEAD + "admin: {listen: \"tcp://127.0.0.1:9\"}\n  ")).isEmpty();
  }

  @Test
  void keepsTheAdminEndpointOnLoopbackUnlessTold() {
    assertThat(only(HEAD + "admin: {listen: \"tcp://:9464\"}\n"))
        .startsWith("5:17: admin.listen: tcp://:9464")
        .contains("admin.open");
    assertThat(only(HEAD + "admin: {listen: \"tcp://192.0.2.1:9464\"}\n")).contains("loopback");
    assertThat(only(HEAD + "admin: {listen: \"tcp://example.org:9464\"}\n")).contains("loopback");
    assertThat(only(HEAD + "admin: {listen: \"udp://127.0.0.1:9464\"}\n")).contains("tcp://");
    assertThat(only(HEAD + "admin: {listen: \"tcp://:9464\", open: yes}\n")).isEmpty();
    assertThat(only(HEAD + "admin: {listen: \"tcp://[::1]:9464\"}\n")).isEmpty();
    assertThat(only(HEAD + "admin: {listen: \"tcp://localhost:9464\"}\n")).isEmpty();
  }

  @Test
  void saysWhereYamlBreaksAndWhatUsuallyHelps() {
    assertThat(only(HEAD + "    options: tcp: TCP_NODELAY=on\n"))
        .startsWith("5:17: not YAML")
        .contains("needs quotes");
    assertThat(only(HEAD + "\tshards: 2\n")).startsWith("5:1: not YAML").contains("spaces");
    assertThat(only("servers: {echo: {listen: [tcp://[::1]:7]}}\n"))
        .contains("not YAML", "needs quotes");
    assertThat(only("servers: {echo: {\n")).contains("not YAML");
    assertThat(only("servers: \"abc\n")).contains("not YAML");
    assertThat(only("a: 1\n---\nb: 2\n")).startsWith("2:1: a second document");
    assertThat(only("servers: *none\n")).contains("*none: no such anchor");
    assertThat(only(HEAD + "    shards: 1\n    shards: 2\n"))
        .isEqualTo("6:5: shards: given twice (first in line 5)");
  }

  @Test
  void boundsSizeDepthAndAliases() {
    assertThat(only("#".repeat(YamlFile.LARGEST_BYTES + 1))).contains("too large");
    assertThat(only("[".repeat(100_000))).contains("nested too deeply");
    assertThat(only("a: &a\n  - *a\n")).contains("no such anchor");
    assertThat(only("a: &a 1\nb: [" + "*a,".repeat(101) + "]\n")).contains("too many aliases");
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
    }
    assertThat(only(laughs.toString())).contains("too many values");
    assertThat(only("servers: !!map {}\n")).startsWith("1:10: the tag tag:yaml.org,2002:map");
    assertThat(problems("x: 1\n".repeat(1) + unknownKeys(5000))).hasSize(Problems.MOST);
  }

  @Test
  void aliasesStandForWhatTheyName() throws Exception {
    ServeConfig config =
        read(
            """
            servers:
              a: {handler: echo, listen: "tcp://:7", limits: &small {connections: 5}}
              b: {handler: echo, listen: "tcp://:8", limits: *small}
            """);
    assertThat(config.servers().values())
        .allSatisfy(v -> assertThat(LimitSettings.of(v).connections()).isEqualTo(5));
  }

  @Test
  void refusesBytesThatAreNoText() throws Exception {
    byte[] bytes = (HEAD + "# \u00ff").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(only(bytes)).isEqualTo("5:3: a byte that is not UTF-8 (expected: text in UTF-8)");
    assertThat(only(HEAD + "# \u0007"))
        .startsWith("5:3: a character that YAML does not allow: U+0007");
    assertThat(only("\ufeff" + HEAD)).isEmpty();
    assertThat(only(new byte[] {0, 0, 0})).contains("does not allow");
  }

  @Test
  void saysThatAFileIsNotThere() {
    Path missing = directory.resolve("missing.yaml");
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigReader.read(missing, SomeHandlers.ALL));
    assertThat(thrown).hasMessage(missing + ":1:1: no such file");
    assertThat(
            catchThrowableOfType(
                ConfigException.class, () -> ConfigReader.read(directory, SomeHandlers.ALL)))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void printsWhatReadsBackToTheSame() throws Exception {
    ServeConfig config =
        read(HEAD + "    shards: 2\nlog: {level: info}\nadmin: {listen: \"tcp://[::1]:1\"}\n");
    String printed = EffectiveConfig.print(config, SomeHandlers.ALL);
    assertThat(printed)
        .containsPattern("shards: 2\n")
        .containsPattern("connections: \\d+ +# default\n");
    assertThat(EffectiveConfig.print(read(printed), SomeHandlers.ALL).replaceAll(" +# default", ""))
        .isEqualTo(printed.replaceAll(" +# default", ""));
    assertThat(Changes.between(config, read(printed))).isEmpty();
  }

  private static String unknownKeys(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("k").append(i).append(": 1\n");
    }
    return text.toString();
  }

  private ServeConfig read(String text) throws Exception {
    return ConfigReader.read(write(text.getBytes(StandardCharsets.UTF_8)), SomeHandlers.ALL);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("weir.yaml"), bytes);
  }

  private List<Problem> problems(String text) {
    return problems(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Problem> problems(byte[] bytes) {
    try {
      ConfigReader.read(write(bytes), SomeHandlers.ALL);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The one problem without the file's name; empty if there is none. */
  private String only(String text) {
    return only(text.getBytes(StandardCharsets.UTF_8));
  }

  private String only(byte[] bytes) {
    List<Problem> problems = problems(bytes);
    assertThat(problems).hasSizeLessThan(2);
    return problems.isEmpty() ? "" : shown(problems.getFirst());
  }

  private String shown(Problem problem) {
    String text = problem.toString();
    assertThat(text).startsWith(directory.resolve("weir.yaml") + ":");
    return text.substring(directory.resolve("weir.yaml").toString().length() + 1);
  }

  private void assertProblems(String text, String... beginnings) {
    List<String> shown = problems(text).stream().map(this::shown).toList();
    assertThat(shown).hasSize(beginnings.length);
    for (int i = 0; i < beginnings.length; i++) {
      assertThat(shown.get(i)).startsWith(beginnings[i]);
    }
  }
}
