package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.linux.call.ProcessCalls;
import dev.weir.server.Loops;
import dev.weir.server.StartException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets on a device of choice, with times of choice, and loops on a processor of choice. */
class ChosenSocketsTest {

  private final Loops loops = Loops.of(1, "chosen");

  @AfterEach
  void stop() {
    loops.close();
  }

  private Iperf3Server server() {
    return Iperf3Server.on("tcp://127.0.0.1:0").loops(loops);
  }

  private Iperf3Client client(RunningIperf3Server server) {
    return Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(loops).bytes(100_000);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aTestRunsOnADevice(Protocol protocol) throws Exception {
    KeepAlive kept = new KeepAlive(60, 10, 3);
    Duration late = Duration.ofSeconds(30);
    try (RunningIperf3Server server =
        server().device("lo").sendTimeout(late).keepAlive(kept).start()) {
      Iperf3Client client = client(server).device("lo").sendTimeout(late).keepAlive(kept);
      Iperf3Client chosen = protocol == Protocol.UDP ? client.udp().bitrate(10_000_000) : client;
      assertThat(chosen.run().first().bytesReceived()).isPositive();
    }
  }

  @Test
  void aDeviceThatIsNotThereIsAnError() throws Exception {
    assertThatThrownBy(() -> server().device("none0").start())
        .isInstanceOf(StartException.class)
        .hasMessageContaining("No such device");
    try (RunningIperf3Server server = server().start()) {
      TestFailure failure =
          catchThrowableOfType(TestFailure.class, client(server).device("none0")::run);
      assertThat(failure.code()).isEqualTo(ErrorCode.CONNECT);
      assertThat(failure.reason()).endsWith(": No such device");
    }
  }

  @Test
  void aTestHasItsProcessorForItsTime() throws Exception {
    EventLoop loop = loops.group().next();
    BitSet before = loop.submit(() -> ProcessCalls.processors(0)).get();
    try (RunningIperf3Server server = server().start()) {
      int processor = before.stream().max().orElseThrow();
      BitSet during = new BitSet();
      client(server)
          .with(Parameter.SERVER_AFFINITY, processor)
          .duration(Duration.ofSeconds(2))
          .with(Parameter.NUM, 0)
          .onInterval(interval -> during.or(processors()))
          .run();
      assertThat(during.stream()).containsExactly(processor);
      await()
          .untilAsserted(() ->
              assertThat(loop.submit(() -> ProcessCalls.processors(0)).get()).isEqualTo(before));
    }
  }

  private static BitSet processors() {
    try {
      return ProcessCalls.processors(0);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aProcessorThatIsNotThereIsAnError() throws Exception {
    try (RunningIperf3Server server = server().start()) {
      TestFailure failure =
          catchThrowableOfType(
              TestFailure.class, client(server).with(Parameter.SERVER_AFFINITY, 1000)::run);
      assertThat(failure.code()).isEqualTo(ErrorCode.AFFINITY);
      assertThat(failure.reason()).isEqualTo("unable to set CPU affinity: Invalid argument");
      assertThat(client(server).run().first().bytesReceived()).isPositive();
    }
  }

  @Test
  void aProcessorIsRefusedToATestBesideOthers() throws Exception {
    try (RunningIperf3Server server = server().start();
        RawClient other = new RawClient(server)) {
      other.run("{}");
      TestFailure failure =
          catchThrowableOfType(
              TestFailure.class, client(server).with(Parameter.SERVER_AFFINITY, 0)::run);
      assertThat(failure.code()).isEqualTo(ErrorCode.AFFINITY);
      assertThat(failure.reason()).isEqualTo("unable to set CPU affinity: Device or resource busy");
      other.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).send(State.IPERF_DONE).expectEnd();
    }
  }
}
