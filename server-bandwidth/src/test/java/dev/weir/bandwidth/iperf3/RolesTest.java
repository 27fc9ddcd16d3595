package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of both directions whose streams came in one order or another. */
class RolesTest {

  private static final int BYTES = 10_000;
  private static final String BOTH = "{\"bidirectional\":true,\"len\":1000,\"num\":1000000000}";
  private static final String RESULTS =
      """
      {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,"sender_has_retransmits":0,\
      "streams":[{"id":1,"bytes":10000,"retransmits":0,"jitter":0,"errors":0,"packets":0},\
      {"id":3,"bytes":0,"retransmits":-1,"jitter":0,"errors":0,"packets":0}]}\
      """;

  private final Loops loops = Loops.of(2, "roles");
  private final RunningIperf3Server server =
      Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).start();

  @AfterEach
  void stop() {
    await().untilAsserted(() -> assertThat(server.tests()).isZero());
    server.close();
    loops.close();
  }

  /** The client sends on one stream, hears the server on the other, and both agree on which. */
  private static void speak(RawClient client, Socket sending, Socket hearing) throws IOException {
    client.expect(State.TEST_START).expect(State.TEST_RUNNING);
    sending.getOutputStream().write(new byte[BYTES]);
    assertThat(hearing.getInputStream().readNBytes(BYTES)).hasSize(BYTES);
    client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).document(RESULTS);
    assertThat(client.told()).contains("\"id\":1,\"bytes\":" + BYTES);
    client.expect(State.DISPLAY_RESULTS).send(State.IPERF_DONE).expectEnd();
  }

  @Test
  void usuallyTheClientSendsOnTheFirst() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.agree(BOTH);
      Socket first = client.stream();
      Socket second = client.stream();
      speak(client, first, second);
    }
  }

  @Test
  void whereTheSecondWasAcceptedFirstTheClientIsHeardAllTheSame() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.agree(BOTH);
      Socket first = client.stream();
      Socket second = client.stream();
      speak(client, second, first);
    }
  }

  @Test
  void ofAClientThatSaysNothingTheOrderCounts() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.agree(BOTH);
      client.stream();
      Socket second = client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      assertThat(second.getInputStream().readNBytes(BYTES)).hasSize(BYTES);
      client.send(State.IPERF_DONE).expectEnd();
    }
  }

  /** The end may come before the server has looked. */
  @Test
  void aTestThatIsOverAtOnceHasItsResultsAllTheSame() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.agree(BOTH);
      Socket first = client.stream();
      client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      first.getOutputStream().write(new byte[BYTES]);
      client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).document(RESULTS);
      assertThat(client.told()).contains("\"id\":1,\"bytes\":" + BYTES);
      client.expect(State.DISPLAY_RESULTS).send(State.IPERF_DONE).expectEnd();
    }
  }
}
