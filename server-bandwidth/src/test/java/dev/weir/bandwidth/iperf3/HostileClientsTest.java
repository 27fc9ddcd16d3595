package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, wrong, gone or mean: each costs its own test and nothing else. */
class HostileClientsTest {

  private static final String RESULTS =
      """
      {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,"sender_has_retransmits":0,\
      "streams":[{"id":1,"bytes":0,"retransmits":-1,"jitter":0,"errors":0,"packets":0}]}\
      """;

  private final Loops loops = Loops.of(2, "hostile");
  private RunningIperf3Server server = start(Iperf3Limits.defaults());

  private RunningIperf3Server start(Iperf3Limits limits) {
    return Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).limits(limits).start();
  }

  private void limited(Iperf3Limits limits) {
    server.close();
    server = start(limits);
  }

  private static Iperf3Limits hasty() {
    return Iperf3Limits.defaults().step(Duration.ofMillis(300));
  }

  @BeforeEach
  void theServerIsIdle() {
    assertThat(server.tests()).isZero();
  }

  @AfterEach
  void theServerStillServesAndHoldsNothing() throws Exception {
    await().untilAsserted(() -> assertThat(server.tests()).isZero());
    Iperf3Result result =
        Iperf3Client.to("127.0.0.1", server.endpoint().port()).bytes(1 << 20).loops(loops).run();
    assertThat(result.first().bytesSent()).isGreaterThanOrEqualTo(1 << 20);
    await().untilAsserted(() -> assertThat(server.counters().active()).isZero());
    server.close();
    loops.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 36})
  void whoeverDoesNotSayItsNameIsLetGo(int bytes) throws IOException {
    limited(hasty());
    try (RawClient client = new RawClient(server)) {
      client.send("x".repeat(bytes).getBytes(StandardCharsets.UTF_8)).expectEnd();
    }
  }

  @Test
  void whoeverSpeaksAnotherProtocolIsRefusedAtOnce() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client
          .send("GET / HTTP/1.1\r\nHost: example.org:5201\r\n\r\n".getBytes(StandardCharsets.UTF_8))
          .expect(State.PARAM_EXCHANGE)
          .expectRefusal(ErrorCode.RECEIVE_PARAMETERS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8193, Integer.MAX_VALUE, -1})
  void aLengthThatCannotBeIsRefused(int length) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client
          .greet()
          .expect(State.PARAM_EXCHANGE)
          .send(ByteBuffer.allocate(4).putInt(length).array())
          .expectRefusal(ErrorCode.RECEIVE_PARAMETERS);
    }
  }

  @Test
  void aDocumentThatNeverEndsIsGivenUp() throws IOException {
    limited(hasty());
    try (RawClient client = new RawClient(server)) {
      client
          .greet()
          .expect(State.PARAM_EXCHANGE)
          .send(new byte[] {0, 0, 31, 0, '{'})
          .expectRefusal(ErrorCode.RECEIVE_PARAMETERS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"parallel\":0};PARALLEL",
        "{\"time\":-5};DURATION",
        "{\"udp\":true,\"len\":5};UDP_BLOCK_SIZE",
        "{\"sctp\":true};NO_SCTP",
        "[1];RECEIVE_PARAMETERS",
        "{\"tcp\":true,\"tcp\":true};RECEIVE_PARAMETERS"
      })
  void parametersThatCannotBeAreRefusedByNumber(String parameters, ErrorCode code)
      throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.greet().expect(State.PARAM_EXCHANGE).document(parameters).expectRefusal(code);
    }
  }

  @Test
  void aTestAboveTheServersLimitsIsRefusedByNumber() throws IOException {
    limited(Iperf3Limits.defaults().longest(5).bitrate(1000, Duration.ofSeconds(1)));
    try (RawClient client = new RawClient(server)) {
      client
          .greet()
          .expect(State.PARAM_EXCHANGE)
          .document("{\"time\":0}")
          .expectRefusal(ErrorCode.MAXIMUM_DURATION);
    }
    try (RawClient client = new RawClient(server)) {
      client
          .greet()
          .expect(State.PARAM_EXCHANGE)
          .document("{\"time\":1,\"parallel\":128,\"bandwidth\":9223372036854775807}")
          .expectRefusal(ErrorCode.TOTAL_RATE);
    }
    limited(Iperf3Limits.defaults());
  }

  @Test
  void streamsThatNeverComeAreGivenUp() throws IOException {
    limited(hasty());
    try (RawClient client = new RawClient(server)) {
      client.agree("{\"parallel\":2}");
      client.stream();
      client.expectRefusal(ErrorCode.STREAM_ACCEPT);
    }
  }

  @Test
  void moreStreamsThanAgreedAreTurnedAway() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.run("{}");
      assertThat(client.stream().getInputStream().read()).isEqualTo(0xff);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {99, 1, -1, 9, 4})
  void aStateOutOfPlaceEndsTheTest(byte state) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.agree("{}").send(new byte[] {state}).expectRefusal(ErrorCode.UNKNOWN_MESSAGE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"IPERF_DONE", "CLIENT_TERMINATE"})
  void aClientMayLeaveAtAnyTime(State state) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.run("{}").send(state).expectEnd();
    }
    try (RawClient client = new RawClient(server)) {
      client.agree("{}").send(state).expectEnd();
    }
  }

  @Test
  void theEndOfATestComesOnce() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client
          .run("{}")
          .send(State.TEST_END)
          .expect(State.EXCHANGE_RESULTS)
          .send(State.TEST_END)
          .expectRefusal(ErrorCode.UNKNOWN_MESSAGE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"\"id\":1;\"id\":7;STREAM_ID", "\"bytes\";\"bits\";RECEIVE_RESULTS"})
  void resultsThatCannotBeAreRefusedByNumber(String right, String wrong, ErrorCode code)
      throws IOException {
    try (RawClient client = new RawClient(server)) {
      client
          .run("{}")
          .send(State.TEST_END)
          .expect(State.EXCHANGE_RESULTS)
          .document(RESULTS.replace(right, wrong))
          .expectRefusal(code);
    }
  }

  @Test
  void resultsThatNeverEndAreNotCollected() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client
          .run("{}")
          .send(State.TEST_END)
          .expect(State.EXCHANGE_RESULTS)
          .send(new byte[] {0, 0x7f, 0, 0})
          .expectRefusal(ErrorCode.RECEIVE_RESULTS);
    }
  }

  @Test
  void aWholeTestByteByByteIsLikeAnyOther() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.run("{}").send(State.TEST_END).expect(State.EXCHANGE_RESULTS);
      byte[] results = RESULTS.getBytes(StandardCharsets.UTF_8);
      for (byte each : ByteBuffer.allocate(4).putInt(results.length).array()) {
        client.send(new byte[] {each});
      }
      for (byte each : results) {
        client.send(new byte[] {each});
      }
      byte[] told = new byte[client.in().readInt()];
      client.in().readFully(told);
      assertThat(new String(told, StandardCharsets.UTF_8))
          .contains("\"sender_has_retransmits\":-1");
      client.expect(State.DISPLAY_RESULTS).send(State.IPERF_DONE).expectEnd();
    }
  }

  /** How far a client goes before it vanishes. */
  enum Step {
    CONNECTED,
    GREETED,
    AGREED,
    RUNNING,
    ENDED
  }

  @ParameterizedTest
  @EnumSource
  void aClientMayVanishAfterAnyStep(Step step) throws IOException {
    for (boolean reset : new boolean[] {false, true}) {
      try (RawClient client = new RawClient(server)) {
        go(client, step);
        if (reset) {
          client.reset();
        }
      }
    }
  }

  private static void go(RawClient client, Step step) throws IOException {
    switch (step) {
      case CONNECTED -> client.send(new byte[0]);
      case GREETED -> client.greet().expect(State.PARAM_EXCHANGE);
      case AGREED -> client.agree("{}");
      case RUNNING -> client.run("{\"reverse\":true}");
      case ENDED -> client.run("{}").send(State.TEST_END).expect(State.EXCHANGE_RESULTS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"time\":0}", "{\"time\":0,\"reverse\":true}"})
  void aTestThatMovesNothingIsEnded(String parameters) throws IOException {
    limited(Iperf3Limits.defaults().receiveTimeout(Duration.ofSeconds(1)));
    try (RawClient client = new RawClient(server)) {
      client.run(parameters).expectRefusal(ErrorCode.IDLE);
    }
  }

  @Test
  void aTestThatGoesOnForEverIsEnded() throws IOException {
    limited(Iperf3Limits.defaults().grace(Duration.ofMillis(200)));
    try (RawClient client = new RawClient(server)) {
      client.run("{\"time\":1}").expectRefusal(ErrorCode.DURATION_EXPIRED);
    }
  }

  @Test
  void aSenderAboveTheServersRateIsEnded() throws Exception {
    limited(Iperf3Limits.defaults().bitrate(1_000_000, Duration.ofSeconds(1)));
    try (RawClient client = new RawClient(server)) {
      client.agree("{\"time\":0}");
      Socket stream = client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      Thread sender = Thread.ofVirtual().start(() -> sendUntilClosed(stream));
      client.expectRefusal(ErrorCode.TOTAL_RATE);
      sender.join();
    }
    limited(Iperf3Limits.defaults());
  }

  private static void sendUntilClosed(Socket stream) {
    byte[] block = new byte[100_000];
    try {
      while (true) {
        stream.getOutputStream().write(block);
      }
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  @Test
  void aFullServerSaysSo() throws IOException {
    limited(Iperf3Limits.defaults().tests(1).waiting(0));
    try (RawClient first = new RawClient(server);
        RawClient second = new RawClient(server)) {
      first.run("{}");
      second.greet().expect(State.ACCESS_DENIED).expectEnd();
    }
  }

  @Test
  void whoeverWaitsForRoomGetsItInTheEnd() throws IOException {
    limited(Iperf3Limits.defaults().tests(1).waiting(1));
    try (RawClient first = new RawClient(server);
        RawClient second = new RawClient(server);
        RawClient third = new RawClient(server)) {
      first.run("{}");
      second.greet();
      await().until(() -> server.waiting() == 1);
      third.greet().expect(State.ACCESS_DENIED).expectEnd();
      first.send(State.IPERF_DONE).expectEnd();
      second.expect(State.PARAM_EXCHANGE);
    }
  }

  @Test
  void aFlowIsOpenedOnlyFromTheAddressOfItsTest() throws IOException {
    try (RawClient client = new RawClient(server);
        DatagramSocket stranger =
            new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        DatagramSocket own =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      client.agree("{\"udp\":true,\"reverse\":true,\"time\":0,\"bandwidth\":1000000}");
      long before = server.strayDatagrams();
      hello(stranger);
      await().until(() -> server.strayDatagrams() > before);
      own.setSoTimeout(5000);
      hello(own);
      DatagramPacket reply = new DatagramPacket(new byte[8], 8);
      own.receive(reply);
      assertThat(new String(reply.getData(), 0, reply.getLength(), StandardCharsets.US_ASCII))
          .isEqualTo("6789");
      client.expect(State.TEST_START).expect(State.TEST_RUNNING).send(State.IPERF_DONE);
      client.expectEnd();
    }
  }

  @Test
  void aHelloThatComesAgainIsAnsweredAgainAndOpensNothing() throws IOException {
    try (RawClient client = new RawClient(server);
        DatagramSocket own =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DatagramSocket second =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      client.agree("{\"udp\":true,\"parallel\":2}");
      own.setSoTimeout(5000);
      for (int i = 0; i < 3; i++) {
        hello(own);
        own.receive(new DatagramPacket(new byte[8], 8));
      }
      hello(second);
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      own.connect(server.endpoint().address());
      own.send(new DatagramPacket(new byte[3], 3));
      own.send(new DatagramPacket(new byte[12], 12));
      client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).send(State.IPERF_DONE);
      client.expectEnd();
    }
  }

  @Test
  void aTestThatDawdlesWithItsFlowsMakesRoomForTheNextOfItsAddress() throws IOException {
    try (RawClient first = new RawClient(server);
        RawClient second = new RawClient(server)) {
      first.agree("{\"udp\":true}");
      second.greet().expect(State.PARAM_EXCHANGE).document("{\"udp\":true}");
      first.expectRefusal(ErrorCode.STREAM_ACCEPT);
      second.expect(State.CREATE_STREAMS).send(State.IPERF_DONE).expectEnd();
    }
  }

  /** All of them together take longer than a client may wait in a line that stands still. */
  @Test
  void behindALineOfTestsThatDawdleATestGetsItsTurnInTheEnd() throws IOException {
    limited(hasty());
    List<RawClient> line = new ArrayList<>();
    try (RawClient last = new RawClient(server)) {
      for (int i = 0; i < 8; i++) {
        RawClient next = new RawClient(server);
        line.add(next);
        next.greet().expect(State.PARAM_EXCHANGE).document("{\"udp\":true}");
      }
      last.greet().expect(State.PARAM_EXCHANGE).document("{\"udp\":true}");
      last.expect(State.CREATE_STREAMS).send(State.IPERF_DONE).expectEnd();
    } finally {
      for (RawClient each : line) {
        each.close();
      }
    }
  }

  @Test
  void aTestThatDribblesItsFlowsMakesRoomToo() throws IOException {
    ScheduledExecutorService dribble = Executors.newSingleThreadScheduledExecutor();
    List<DatagramSocket> flows = new CopyOnWriteArrayList<>();
    try (RawClient first = new RawClient(server);
        RawClient second = new RawClient(server)) {
      first.agree("{\"udp\":true,\"parallel\":20}");
      second.greet().expect(State.PARAM_EXCHANGE).document("{\"udp\":true}");
      dribble.scheduleAtFixedRate(() -> flow(flows), 0, 250, TimeUnit.MILLISECONDS);
      first.expectRefusal(ErrorCode.STREAM_ACCEPT);
      assertThat(flows).hasSizeGreaterThan(1);
      // Its turn has come; what it is told next depends on whether one more flow dribbles in.
      second.expect(State.CREATE_STREAMS).send(State.IPERF_DONE);
    } finally {
      dribble.shutdownNow();
      flows.forEach(DatagramSocket::close);
    }
  }

  private void flow(List<DatagramSocket> flows) {
    try {
      DatagramSocket flow =
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      flows.add(flow);
      hello(flow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hello(DatagramSocket from) throws IOException {
    byte[] hello = "9876".getBytes(StandardCharsets.US_ASCII);
    from.send(
        new DatagramPacket(
            hello, hello.length, InetAddress.getLoopbackAddress(), server.endpoint().port()));
  }
}
