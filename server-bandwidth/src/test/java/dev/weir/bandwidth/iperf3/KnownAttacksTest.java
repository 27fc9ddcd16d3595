package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.server.Loops;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What has brought down iperf3 servers, or could: a row for each published vulnerability and each
 * input that is known to hurt. All rows attack the same two servers, which after each of them serve
 * on and hold nothing of it.
 */
class KnownAttacksTest {

  private static final String RESULTS =
      """
      {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,"sender_has_retransmits":0,\
      "streams":[{"id":1,"bytes":0,"retransmits":-1,"jitter":0,"errors":0,"packets":0}]}\
      """;

  private static final Loops LOOPS = Loops.of(2, "attacked");
  private static RunningIperf3Server open;
  private static RunningIperf3Server locked;

  @BeforeAll
  static void start() throws Exception {
    Iperf3Limits limits = Iperf3Limits.defaults().step(Duration.ofSeconds(2));
    Iperf3Server recipe = Iperf3Server.on("tcp://127.0.0.1:0").loops(LOOPS).limits(limits);
    open = recipe.start();
    locked = recipe.access(Access.of(file("private.pem"), file("users"))).start();
  }

  @AfterAll
  static void stop() {
    open.close();
    locked.close();
    LOOPS.close();
  }

  private static Path file(String name) throws Exception {
    return Path.of(
        Objects.requireNonNull(KnownAttacksTest.class.getResource("access/" + name)).toURI());
  }

  /** What an attacker does, and how the server answers. */
  interface Deed {
    void commit(RawClient client) throws Exception;
  }

  /** A row of the table. */
  record Attack(String row, boolean onLocked, Deed deed) {
    @Override
    public String toString() {
      return row;
    }
  }

  private static Attack row(String row, Deed deed) {
    return new Attack(row, false, deed);
  }

  @ParameterizedTest
  @MethodSource({"published", "beginnings", "parameters", "tokens", "tests", "datagrams"})
  void itCostsTheAttackerHisTestAndNobodyElseAnything(Attack attack) throws Exception {
    RunningIperf3Server server = attack.onLocked() ? locked : open;
    try (RawClient client = new RawClient(server)) {
      attack.deed().commit(client);
    }
    try (RawClient good = new RawClient(open)) {
      good.run("{}").send(State.TEST_END).expect(State.EXCHANGE_RESULTS).document(RESULTS);
      good.in().skipNBytes(good.in().readInt());
      good.expect(State.DISPLAY_RESULTS).send(State.IPERF_DONE).expectEnd();
    }
    await().untilAsserted(() -> assertThat(server.tests()).isZero());
    await().untilAsserted(() -> assertThat(server.counters().active()).isZero());
  }

  static Stream<Attack> published() {
    return Stream.of(
        row("CVE-2016-4303, parameters", asking("{\"title\":\"\\ud8zz\"}", 114)),
        row(
            "CVE-2016-4303, results",
            results(RESULTS.replace("{\"id\"", "{\"a\":\"\\u12\",\"id\""))),
        row("CVE-2023-38403, parameters", length(-1)),
        row("CVE-2023-38403, results", c -> ended(c).send(number(-1)).expectRefusal(error(117))),
        row(
            "CVE-2023-7250, parameters",
            c -> greeted(c).send(bytes(0, 0, 31, 0, '{')).expectRefusal(error(114))),
        row(
            "CVE-2023-7250, results",
            c -> ended(c).send(bytes(0, 0, 31, 0, '{')).expectRefusal(error(117))),
        row("CVE-2024-53580, text", anyAnswer(everyKey("\"x\""))),
        row("CVE-2024-53580, list", anyAnswer(everyKey("[]"))),
        row("CVE-2024-53580, object", anyAnswer(everyKey("{}"))),
        row("CVE-2024-53580, null", anyAnswer(everyKey("null"))),
        row("CVE-2024-53580, number", anyAnswer(everyKey("1.5"))),
        row("CVE-2025-54351", KnownAttacksTest::moreThanTheBufferHolds));
  }

  static Stream<Attack> beginnings() {
    return Stream.of(
        row("connect, send nothing", RawClient::expectEnd),
        row("connect, send 36 bytes", c -> c.send(new byte[36]).expectEnd()),
        row(
            "HTTP GET",
            c ->
                c.send(text("GET / HTTP/1.1\r\nHost: example.org:5201\r\n\r\n"))
                    .expect(State.PARAM_EXCHANGE)
                    .expectRefusal(error(114))),
        row("length 0", length(0)),
        row("length 0x7fffffff", length(Integer.MAX_VALUE)),
        row(
            "length 65535 and only {",
            c -> greeted(c).send(number(65535)).send(text("{")).expectRefusal(error(114))),
        row("a cookie of NULs", c -> c.send(new byte[37]).expect(State.PARAM_EXCHANGE)),
        row(
            "a state in place of parameters",
            c -> greeted(c).send(State.TEST_END).expectRefusal(error(110))));
  }

  static Stream<Attack> parameters() {
    return Stream.of(
        row("JSON list", asking("[1]", 114)),
        row("nested JSON", asking("{\"a\":" + "[".repeat(8000), 114)),
        row("duplicate keys", asking("{\"time\":1,\"time\":2}", 114)),
        row("1e999", asking("{\"time\":1e999}", 114)),
        row("NaN", asking("{\"time\":NaN}", 114)),
        row("a number of 8000 digits", asking("{\"num\":" + "9".repeat(8000) + "}", 114)),
        row("empty object", agreeing("{}")),
        row("parallel 0", asking("{\"parallel\":0}", 6)),
        row("parallel -1", asking("{\"parallel\":-1}", 6)),
        row("parallel 10^9", asking("{\"parallel\":1000000000}", 6)),
        row("time 0", agreeing("{\"time\":0}")),
        row("time 2^31", asking("{\"time\":2147483648}", 5)),
        row("time -5", asking("{\"time\":-5}", 5)),
        row("len 0", asking("{\"len\":0}", 7)),
        row("len 1", agreeing("{\"len\":1}")),
        row("len -1", asking("{\"len\":-1}", 7)),
        row("len 2^31", asking("{\"len\":2147483648}", 7)),
        row("UDP len 5", asking("{\"udp\":true,\"len\":5}", 20)),
        row("UDP len 70000", asking("{\"udp\":true,\"len\":70000}", 20)),
        row("bandwidth 2^63-1", agreeing("{\"bandwidth\":9223372036854775807,\"parallel\":128}")),
        row("fqrate -1", asking("{\"fqrate\":-1}", 114)),
        row("burst 0", asking("{\"burst\":0}", 15)),
        row("window 2 GiB", asking("{\"window\":2147483648}", 8)),
        row("MSS 1", c -> refusedStream(c, "{\"MSS\":1}", ErrorCode.SET_MSS)),
        row("title of 8000 characters", agreeing("{\"title\":\"" + "t".repeat(8000) + "\"}")),
        row(
            "control characters",
            agreeing(
                "{\"title\":\"\\u001b[2J\",\"congestion\":\"\\u0000\",\"extra_data\":\"\\u0007\"}")),
        row(
            "congestion of 8000 characters",
            c -> c.run("{\"congestion\":\"" + "c".repeat(8000) + "\"}")));
  }

  static Stream<Attack> tokens() throws Exception {
    return Stream.of(
        token("not Base64", "!\"'%&"),
        token("empty", ""),
        token("none of ours", Base64.getEncoder().encodeToString(new byte[256])),
        token("of the wrong size", Base64.getEncoder().encodeToString(new byte[255])),
        token("three lines missing", encrypted("x")),
        token("NUL inside", encrypted("user: mario\0\npwd:  rossi\nts:   1")),
        token("CVE-2025-54349, as long as the buffer", encrypted("u".repeat(214))),
        token("CVE-2025-54350, malformed Base64", "AAAA=AAA"))
        .toList()
        .stream();
  }

  private static Attack token(String row, String token) {
    String json = "{\"authtoken\":\"" + token.replace("\"", "\\\"") + "\"}";
    return new Attack("authtoken " + row, true, asking(json, 142));
  }

  static Stream<Attack> tests() {
    return Stream.of(
        row(
            "more streams than asked",
            c -> assertThat(c.run("{}").stream().getInputStream().read()).isEqualTo(0xff)),
        row("a stream with a wrong cookie", KnownAttacksTest::strangersStream),
        row("no stream at all", c -> c.agree("{}").expectRefusal(ErrorCode.STREAM_ACCEPT)),
        row("state 99", c -> c.run("{}").send(bytes(99)).expectRefusal(error(110))),
        row("state 1", c -> c.run("{}").send(bytes(1)).expectRefusal(error(110))),
        row("state -1", c -> c.run("{}").send(bytes(-1)).expectRefusal(error(110))),
        row("64 KiB of states", c -> c.run("{}").send(new byte[65536]).expectRefusal(error(110))),
        row("TEST_END twice", c -> ended(c).send(State.TEST_END).expectRefusal(error(110))),
        row(
            "TEST_END before TEST_START",
            c -> c.agree("{}").send(State.TEST_END).expectRefusal(error(110))),
        row("IPERF_DONE after the cookie", c -> greeted(c).send(State.IPERF_DONE).expectEnd()),
        row("IPERF_DONE during the test", c -> c.run("{}").send(State.IPERF_DONE).expectEnd()),
        row("results without keys", results("{}")),
        row(
            "results with a strange id",
            c ->
                ended(c)
                    .document(RESULTS.replace("\"id\":1", "\"id\":7"))
                    .expectRefusal(error(208))),
        row(
            "results with 100,000 streams",
            results(RESULTS.replace("[", "[" + "{},".repeat(100_000)))),
        row(
            "results with text for numbers",
            results(RESULTS.replace("\"bytes\":0", "\"bytes\":\"0\""))),
        row("results of 100 MB", c -> ended(c).send(number(100_000_000)).expectRefusal(error(117))),
        row(
            "results of infinite figures",
            results(RESULTS.replace("\"jitter\":0", "\"jitter\":1e999"))));
  }

  static Stream<Attack> datagrams() {
    return Stream.of(
        row("a hello of a third party", KnownAttacksTest::strangersHello),
        row("short, mad and repeated datagrams", KnownAttacksTest::madDatagrams),
        row("datagrams after the end", KnownAttacksTest::flood));
  }

  private static void moreThanTheBufferHolds(RawClient client) throws IOException {
    client.agree("{\"skip_rx_copy\":1,\"len\":1}");
    Socket stream = client.stream();
    client.expect(State.TEST_START).expect(State.TEST_RUNNING);
    stream.getOutputStream().write(new byte[3_000_000]);
    client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS);
  }

  private static void refusedStream(RawClient client, String parameters, ErrorCode code)
      throws IOException {
    client.agree(parameters).stream();
    client.expectRefusal(code);
  }

  /** It begins a test of its own, for whose parameters the server waits. */
  private static void strangersStream(RawClient client) throws IOException {
    client.agree("{}");
    try (RawClient stranger = new RawClient(open)) {
      stranger.greet().expect(State.PARAM_EXCHANGE);
      client.stream();
      client.expect(State.TEST_START);
    }
  }

  private static void strangersHello(RawClient client) throws IOException {
    try (DatagramSocket stranger = udp("127.0.0.3")) {
      client.agree("{\"udp\":true,\"reverse\":true}");
      long before = open.strayDatagrams();
      send(stranger, text("9876"));
      await().until(() -> open.strayDatagrams() > before);
      stranger.setSoTimeout(200);
      assertThat(received(stranger)).isFalse();
    }
  }

  private static void madDatagrams(RawClient client) throws IOException {
    try (DatagramSocket own = udp("127.0.0.1")) {
      client.agree("{\"udp\":true,\"udp_counters_64bit\":1,\"len\":100}");
      open(own, client);
      for (long number : new long[] {0, 1, 0xffff_ffffL, -1, Long.MAX_VALUE, 1, 1, 2}) {
        send(own, ByteBuffer.allocate(100).putLong(8, number).array());
      }
      send(own, new byte[0]);
      send(own, new byte[11]);
      send(own, new byte[5000]);
      client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).document(RESULTS);
      String told = client.told();
      assertThat(told).contains("\"packets\":2,").contains("\"errors\":0,");
    }
  }

  private static void flood(RawClient client) throws IOException {
    try (DatagramSocket own = udp("127.0.0.1")) {
      client.agree("{\"udp\":true,\"len\":100}");
      open(own, client);
      client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).send(State.IPERF_DONE);
      client.expectEnd();
      long before = open.strayDatagrams();
      for (int i = 0; i < 1000; i++) {
        send(own, new byte[100]);
      }
      await().until(() -> open.strayDatagrams() > before);
      try (RawClient next = new RawClient(open);
          DatagramSocket its = udp("127.0.0.1")) {
        next.agree("{\"udp\":true}");
        send(own, new byte[100]);
        open(its, next);
      }
    }
  }

  private static DatagramSocket udp(String address) throws IOException {
    return new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
  }

  private static void open(DatagramSocket flow, RawClient client) throws IOException {
    flow.setSoTimeout(5000);
    send(flow, text("9876"));
    assertThat(received(flow)).isTrue();
    client.expect(State.TEST_START).expect(State.TEST_RUNNING);
  }

  /** A closed flow's port is told to its sender as an error, which is no matter here. */
  private static void send(DatagramSocket from, byte[] bytes) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, open.endpoint().address()));
  }

  private static boolean received(DatagramSocket socket) throws IOException {
    try {
      socket.receive(new DatagramPacket(new byte[100], 100));
      return true;
    } catch (java.net.SocketTimeoutException silent) {
      return false;
    }
  }

  private static RawClient greeted(RawClient client) throws IOException {
    return client.greet().expect(State.PARAM_EXCHANGE);
  }

  private static RawClient ended(RawClient client) throws IOException {
    return client.run("{}").send(State.TEST_END).expect(State.EXCHANGE_RESULTS);
  }

  private static Deed asking(String parameters, int refusal) {
    return client -> greeted(client).document(parameters).expectRefusal(error(refusal));
  }

  private static Deed agreeing(String parameters) {
    return client -> client.agree(parameters);
  }

  private static Deed anyAnswer(String parameters) {
    return client -> {
      int answer = greeted(client).document(parameters).in().readByte();
      assertThat(answer).isIn((int) State.CREATE_STREAMS.code(), (int) State.SERVER_ERROR.code());
    };
  }

  private static Deed results(String results) {
    return client -> ended(client).document(results).expectRefusal(error(117));
  }

  private static Deed length(int length) {
    return client -> greeted(client).send(number(length)).expectRefusal(error(114));
  }

  private static String everyKey(String value) {
    return Arrays.stream(Parameter.values())
        .map(parameter -> "\"" + parameter.key() + "\":" + value)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String encrypted(String text) throws GeneralSecurityException, Exception {
    String pem = Files.readString(file("public.pem")).replaceAll("-----[A-Z ]+-----|\\s", "");
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return Base64.getEncoder().encodeToString(cipher.doFinal(text(text)));
  }

  private static ErrorCode error(int number) {
    return ErrorCode.of(number).orElseThrow();
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
