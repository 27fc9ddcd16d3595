package dev.weir.bandwidth.iperf3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.bandwidth.iperf3.ScriptedServer.Script;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.Loops;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client whose server lies, is silent, talks too much or goes: the test ends with the protocol's
 * error, in bounded time, and everything that was opened is closed.
 */
class HostileServersTest {

  private static final String STREAM =
      "{\"id\":1,\"bytes\":1,\"retransmits\":-1,\"jitter\":0,\"errors\":0,\"packets\":0}";
  private static final String RESULTS =
      "{\"cpu_util_total\":1,\"cpu_util_user\":1,\"cpu_util_system\":0,"
          + "\"sender_has_retransmits\":0,\"streams\":["
          + STREAM
          + "]}";

  private static final Loops LOOPS = Loops.of(1, "victim");

  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @AfterAll
  static void stop() {
    LOOPS.close();
  }

  /** A row of the table. */
  record Attack(String row, ErrorCode code, Script script) {
    @Override
    public String toString() {
      return row;
    }
  }

  private static Attack attack(String row, ErrorCode code, Script script) {
    return new Attack(row, code, script);
  }

  static Stream<Attack> attacks() {
    return Stream.of(silent(), wrong(), large(), leaving(), lying()).flatMap(List::stream);
  }

  private static List<Attack> silent() {
    return List.of(
        attack("never says a word", ErrorCode.RECEIVE_MESSAGE, talk -> talk.greeted().idle()),
        attack("never answers parameters", ErrorCode.RECEIVE_MESSAGE, talk -> talk.asked().idle()),
        attack(
            "never starts",
            ErrorCode.RECEIVE_MESSAGE,
            talk -> {
              talk.stream();
              talk.idle();
            }),
        attack(
            "starts and never runs",
            ErrorCode.RECEIVE_MESSAGE,
            talk -> {
              talk.stream();
              talk.say(State.TEST_START).idle();
            }),
        attack("never asks for results", ErrorCode.RECEIVE_MESSAGE, talk -> talk.running().idle()),
        attack("never tells results", ErrorCode.RECEIVE_RESULTS, talk -> talk.measured().idle()),
        attack(
            "never says that it is done",
            ErrorCode.RECEIVE_MESSAGE,
            talk -> talk.measured().document(RESULTS).idle()),
        attack(
            "fails and never says why",
            ErrorCode.RECEIVE_MESSAGE,
            talk -> talk.greeted().say(State.SERVER_ERROR).idle()),
        attack(
            "fails in a test and never says why",
            ErrorCode.RECEIVE_MESSAGE,
            talk -> talk.running().say(State.SERVER_ERROR).idle()),
        attack(
            "tells results a byte at a time",
            ErrorCode.RECEIVE_RESULTS,
            talk -> {
              talk.measured().length(Frames.LARGEST_DOCUMENT);
              while (true) {
                talk.bytes((byte) '{');
                Thread.onSpinWait();
              }
            }));
  }

  private static List<Attack> wrong() {
    List<Attack> all = new ArrayList<>();
    for (byte state : new byte[] {0, 3, 4, 5, 15, 16, 99, 127, -3, -128}) {
      all.add(
          attack(
              "says " + state + " at once",
              ErrorCode.UNKNOWN_MESSAGE,
              talk -> talk.greeted().bytes(state).idle()));
      all.add(
          attack(
              "says " + state + " in a test",
              ErrorCode.UNKNOWN_MESSAGE,
              talk -> talk.running().bytes(state).idle()));
    }
    all.add(
        attack(
            "runs before there are streams",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.asked().say(State.TEST_RUNNING).idle()));
    all.add(
        attack(
            "wants the parameters twice",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.asked().say(State.PARAM_EXCHANGE).idle()));
    all.add(
        attack(
            "wants the streams twice",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> {
              talk.stream();
              talk.say(State.CREATE_STREAMS).idle();
            }));
    all.add(
        attack(
            "starts twice",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.running().say(State.TEST_START).idle()));
    all.add(
        attack(
            "is done before it told its results",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.measured().say(State.DISPLAY_RESULTS).idle()));
    all.add(
        attack(
            "speaks HTTP",
            ErrorCode.UNKNOWN_MESSAGE,
            talk ->
                talk.greeted()
                    .bytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))
                    .idle()));
    return all;
  }

  private static List<Attack> large() {
    return List.of(
        attack(
            "asks for parameters for ever",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.greeted().endlessly(State.PARAM_EXCHANGE)),
        attack(
            "talks for ever in a test",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.running().endlessly(State.DISPLAY_RESULTS)),
        attack(
            "announces results of 0 bytes",
            ErrorCode.RECEIVE_RESULTS,
            talk -> talk.measured().length(0).idle()),
        attack(
            "announces results of 16 MiB",
            ErrorCode.UNKNOWN_MESSAGE,
            talk -> talk.measured().length(1 << 24).idle()),
        attack(
            "announces results of 4 GiB",
            ErrorCode.BUSY,
            talk -> talk.measured().length(-1).idle()));
  }

  private static List<Attack> leaving() {
    List<Attack> all = new ArrayList<>();
    for (boolean reset : new boolean[] {false, true}) {
      String how = reset ? " with a reset" : "";
      all.add(gone("after the cookie" + how, talk -> talk.greeted().leave(reset)));
      all.add(gone("after the parameters" + how, talk -> talk.asked().leave(reset)));
      all.add(
          gone(
              "when there are streams" + how,
              talk -> {
                talk.stream();
                talk.leave(reset);
              }));
      all.add(gone("in a test" + how, talk -> talk.running().leave(reset)));
      all.add(gone("with the results" + how, talk -> talk.measured().leave(reset)));
      all.add(
          gone(
              "in the middle of its results" + how,
              talk -> talk.measured().length(500).bytes((byte) '{').leave(reset)));
    }
    all.add(
        attack(
            "refuses with half a reason",
            ErrorCode.AUTHORIZATION,
            talk -> {
              talk.asked().say(State.SERVER_ERROR).length(ErrorCode.AUTHORIZATION.number());
              talk.leave(false);
            }));
    return all;
  }

  private static Attack gone(String when, Script script) {
    return attack("leaves " + when, ErrorCode.CONTROL_CLOSED, script);
  }

  private static List<Attack> lying() {
    List<Attack> all = new ArrayList<>();
    for (String results :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{}",
            "\0\0\0\0",
            "[".repeat(100_000),
            RESULTS.replace("\"cpu_util_total\":1", "\"cpu_util_total\":\"1\""),
            RESULTS.replace("\"cpu_util_total\":1", "\"cpu_util_total\":1e999"),
            RESULTS.replace("\"bytes\":1", "\"bytes\":\"many\""),
            RESULTS.replace("\"bytes\":1", "\"bytes\":{}"),
            RESULTS.replace("\"jitter\":0", "\"jitter\":NaN"),
            RESULTS.replace("\"packets\":0", "\"packets\":0,\"omitted_packets\":1"),
            RESULTS.replace("[" + STREAM, "[" + (STREAM + ",").repeat(300) + STREAM),
            RESULTS.replace("[" + STREAM + "]", "7"))) {
      String shown = results.substring(0, Math.min(40, results.length()));
      all.add(
          attack(
              "tells " + all.size() + ": " + shown,
              ErrorCode.RECEIVE_RESULTS,
              talk -> talk.measured().document(results).idle()));
    }
    all.add(
        attack(
            "tells of a stream that nobody has",
            ErrorCode.STREAM_ID,
            talk -> talk.measured().document(RESULTS.replace("\"id\":1", "\"id\":2")).idle()));
    return all;
  }

  private Iperf3Client client(int port) {
    return Iperf3Client.to("127.0.0.1", port)
        .loops(LOOPS)
        .bytes(100_000)
        .answerTimeout(Duration.ofSeconds(1))
        .queueTimeout(Duration.ofSeconds(1))
        .listener(
            new TestEvents() {
              @Override
              public void refused(String text) {
                told.add(text);
              }

              @Override
              public void failed(String text) {
                told.add(text);
              }

              @Override
              public void closed() {
                told.add("closed");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void endsTheTestWithTheProtocolsError(Attack attack) throws Exception {
    try (ScriptedServer server = new ScriptedServer(attack.script())) {
      TestFailure failure = failure(client(server.port()));
      assertThat(failure.code()).isEqualTo(attack.code());
      assertThat(told).endsWith("error - " + failure.reason(), "closed");
      assertThat(told).hasSize(attack.code() == ErrorCode.AUTHORIZATION ? 3 : 2);
    }
  }

  private static TestFailure failure(Iperf3Client client) {
    Throwable thrown = catchThrowable(() -> client.start().result().get(30, TimeUnit.SECONDS));
    assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TestFailure.class);
    return ConnectFailure.of(ErrorCode.CONNECT, thrown);
  }

  @Test
  void whatAServerSaysOfItsFailureIsTold() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(talk ->
            talk.asked()
                .say(State.SERVER_ERROR)
                .length(ErrorCode.STREAM_LISTEN.number())
                .length(98)
                .idle())) {
      assertThat(failure(client(server.port())).code()).isEqualTo(ErrorCode.STREAM_LISTEN);
      assertThat(told)
          .containsExactly(
              "SERVER ERROR - unable to start stream listener: Address already in use,"
                  + " errno: Address already in use",
              "error - unable to start stream listener: Address already in use",
              "closed");
    }
  }

  @Test
  void numbersThatCannotBeAreTakenAsTheyAre() throws Exception {
    String mad =
        RESULTS
            .replace("\"bytes\":1", "\"bytes\":-9223372036854775808")
            .replace("\"retransmits\":-1", "\"retransmits\":18446744073709551615")
            .replace("\"packets\":0", "\"packets\":-5,\"omitted_packets\":7,\"omitted_errors\":-1")
            .replace("\"jitter\":0", "\"jitter\":1e308");
    try (ScriptedServer server =
        new ScriptedServer(
            talk -> talk.measured().document(mad).say(State.DISPLAY_RESULTS).idle())) {
      Iperf3Result result = client(server.port()).start().result().get(30, TimeUnit.SECONDS);
      assertThat(result.first().bytesSent()).isPositive();
      assertThat(told).containsExactly("closed");
    }
  }

  @Test
  void timeBeginsWithTheServers() throws Exception {
    Duration late = Duration.ofMillis(1500);
    try (ScriptedServer server =
        new ScriptedServer(talk ->
            talk.running(late)
                .reads(State.TEST_END)
                .say(State.EXCHANGE_RESULTS)
                .readsDocument()
                .document(RESULTS)
                .say(State.DISPLAY_RESULTS)
                .idle())) {
      Iperf3Client client =
          client(server.port())
              .duration(Duration.ofSeconds(1))
              .answerTimeout(Duration.ofSeconds(20));
      Iperf3Result result = client.start().result().get(30, TimeUnit.SECONDS);
      assertThat(result.report().seconds()).isGreaterThanOrEqualTo(1.5);
    }
  }

  @Test
  void nobodyIsTooImpatient() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(talk -> {
          Socket mute = talk.stream();
          talk.say(State.TEST_START, State.TEST_RUNNING).idle();
          mute.close();
        })) {
      Iperf3Client client = client(server.port()).reverse().receiveTimeout(Duration.ofMillis(1));
      assertThat(failure(client).code()).isEqualTo(ErrorCode.IDLE);
    }
  }

  @Test
  void whatIsNotTakenIsNotSentForEver() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(talk -> {
          Socket unread = talk.stream();
          talk.say(State.TEST_START, State.TEST_RUNNING).idle();
          unread.close();
        })) {
      Iperf3Client client =
          client(server.port()).bytes(1L << 40).receiveTimeout(Duration.ofSeconds(2));
      TestFailure failure = failure(client);
      assertThat(failure.code()).isEqualTo(ErrorCode.STREAM_WRITE);
      assertThat(failure.reason()).endsWith("Connection timed out");
    }
  }

  @Test
  void whatNeverComesIsNotWaitedForForEver() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(talk -> {
          Socket mute = talk.stream();
          talk.say(State.TEST_START, State.TEST_RUNNING).idle();
          mute.close();
        })) {
      Iperf3Client client = client(server.port()).reverse().receiveTimeout(Duration.ofSeconds(2));
      assertThat(failure(client).code()).isEqualTo(ErrorCode.IDLE);
    }
  }

  @Test
  void aServerThatSendsOnAfterTheEndIsLeft() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(talk -> {
          Socket data = talk.stream();
          talk.say(State.TEST_START, State.TEST_RUNNING);
          flood(data);
        })) {
      TestFailure failure = failure(client(server.port()).reverse());
      assertThat(failure.code()).isEqualTo(ErrorCode.RECEIVE_MESSAGE);
    }
  }

  private static void flood(Socket data) throws IOException {
    byte[] block = new byte[1 << 16];
    while (true) {
      data.getOutputStream().write(block);
    }
  }
}
