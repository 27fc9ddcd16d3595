package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a control connection, and a test that is stopped before it runs. */
class TraceTest {

  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Loops loops = Loops.of(1, "trace");

  @AfterEach
  void stop() {
    loops.close();
  }

  private RunningIperf3Server server() {
    return Iperf3Server.on("tcp://127.0.0.1:0")
        .loops(loops)
        .trace(new Trace(4, this::server))
        .start();
  }

  private void server(String line) {
    told.add("S " + line);
  }

  private Iperf3Client client(RunningIperf3Server server) {
    return Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(loops);
  }

  @Test
  void statesAndDocumentsAreToldAtBothEnds() throws Exception {
    try (RunningIperf3Server server = server()) {
      client(server).bytes(1000).trace(new Trace(4, line -> told.add("C " + line))).run();
    }
    assertThat(told)
        .contains(
            "S State change: State set to 9-PARAM_EXCHANGE - Client to Server Parameters Exchange"
                + " (from 0-Test reset)\n",
            "C State change: client received and changed State to 2-TEST_RUNNING\n",
            "C State change: State set to 4-TEST_END (from 2-TEST_RUNNING)\n",
            "S State change: server received and changed State to 4-TEST_END\n",
            "C State change: State set to 16-IPERF_DONE (from 14-DISPLAY_RESULTS)\n");
    assertThat(told).anyMatch(line -> line.startsWith("C send_parameters:\n{\n\t\"tcp\":\ttrue,"));
    assertThat(told).anyMatch(line -> line.startsWith("S get_parameters:\n{"));
    assertThat(told).anyMatch(line -> line.startsWith("S send_results\n{"));
    assertThat(told).anyMatch(line -> line.startsWith("C get_results\n{"));
    assertThat(told).anyMatch(line -> line.matches("C Stream 1: socket \\d+, to 127.0.0.1 .*\n"));
    assertThat(told).anyMatch(line -> line.matches("S Stream 1: [1-9]\\d* bytes in .* s\n"));
  }

  @Test
  void aStreamIsToldOfAsSoonAsItIsThere() throws Exception {
    try (RunningIperf3Server server = server();
        RawClient client = new RawClient(server)) {
      client.agree("{\"parallel\":2}");
      client.stream();
      await().untilAsserted(() -> assertThat(told).anyMatch(line -> line.contains("Stream 1:")));
      assertThat(told).noneMatch(line -> line.contains("Stream 3:"));
      client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      assertThat(told.stream().filter(line -> line.contains(": socket"))).hasSize(2);
    }
  }

  @Test
  void aLowLevelTellsDocumentsOnly() throws Exception {
    try (RunningIperf3Server server = Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).start()) {
      client(server).bytes(1000).trace(new Trace(1, told::add)).run();
    }
    assertThat(told).hasSize(3);
  }

  @Test
  void aTestThatIsStoppedBeforeItRunsTellsItsResults() throws Exception {
    try (RunningIperf3Server server = server()) {
      Iperf3Test test = client(server).start();
      test.stop();
      Iperf3Result result = test.result().get(30, TimeUnit.SECONDS);
      assertThat(result.report().seconds()).isLessThan(10);
    }
  }
}
