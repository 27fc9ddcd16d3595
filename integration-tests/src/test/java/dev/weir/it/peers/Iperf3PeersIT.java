package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.machine.FreePort;
import dev.weir.it.machine.WeirProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Debian's iperf3 in a container against Weir, each way round, the same options both times. */
@NeedsEngine
@Testcontainers
final class Iperf3PeersIT {

  static final List<String> OPTIONS =
      List.of(
          "-t 1",
          "-t 1 -R",
          "-t 1 --bidir",
          "-t 1 -P 8",
          "-n 20M",
          // Enough that the original reads some of it before it hears that all was sent.
          "-k 5000 -l 4K",
          "-t 1 -w 256K -O 1",
          "-t 1 --get-server-output",
          "-t 1 -u -b 20M",
          "-t 1 -u -b 20M -R",
          "-t 1 -u -b 5M -P 4 --udp-counters-64bit",
          "-t 1 -u -b 20M --bidir");

  private static final int CLIENTS = 16;

  @Container static final PeerContainer PEER = new PeerContainer();

  private static int port;
  private static WeirProcess weir;

  @BeforeAll
  static void startWeir() throws IOException {
    port = FreePort.forTcpAndUdp();
    weir = WeirProcess.start("iperf3", "-s", "-p", Integer.toString(port));
    weir.awaitOutput("Server listening on " + port);
  }

  @AfterAll
  static void stopWeir() throws IOException {
    weir.close();
  }

  @ParameterizedTest
  @FieldSource("OPTIONS")
  void realClientMeasuresWeirsServer(String options) throws Exception {
    ExecResult real =
        PEER.execInContainer(commandLine("iperf3", PeerContainer.TEST_MACHINE, port, options));
    assertThat(real.getExitCode()).as(real.toString()).isZero();
    ClientReport.parse(real.getStdout()).assertMeasured();
  }

  @ParameterizedTest
  @FieldSource("OPTIONS")
  void weirsClientMeasuresRealServer(String options) throws Exception {
    WeirProcess.Ended ended =
        WeirProcess.run(commandLine("iperf3", PEER.getHost(), PEER.portForNextTest(), options));
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    ClientReport.parse(ended.output()).assertMeasured();
  }

  @Test
  void manyRealClientsAreServedAtOnce() throws Exception {
    String client = "iperf3 -c %s -p %d -t 2 -J".formatted(PeerContainer.TEST_MACHINE, port);
    String all = "seq %d | xargs -P %1$d -I{} sh -c '%s > /tmp/{}.json'".formatted(CLIENTS, client);
    ExecResult ended = PEER.execInContainer("bash", "-c", all);
    assertThat(ended.getExitCode()).as(ended.toString()).isZero();
    for (int number = 1; number <= CLIENTS; number++) {
      String json = PEER.execInContainer("cat", "/tmp/" + number + ".json").getStdout();
      ClientReport.parse(json).assertMeasured();
    }
  }

  private static String[] commandLine(String command, String host, int port, String options) {
    List<String> line = new ArrayList<>(List.of(command, "-c", host, "-p", "" + port, "-J"));
    line.addAll(List.of(options.split(" ")));
    return line.toArray(String[]::new);
  }
}
