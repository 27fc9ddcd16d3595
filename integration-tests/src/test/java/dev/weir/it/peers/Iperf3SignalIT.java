package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.machine.WeirProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a signal does to a client and a server that run as processes of their own. */
final class Iperf3SignalIT {

  private final LocalPort port = LocalPort.free();

  @Test
  void anInterruptedClientTellsWhatItHasAndBothEndsSayWhy() throws Exception {
    try (WeirProcess server = start("-s")) {
      port.awaitListener();
      try (WeirProcess client = start("-c", "127.0.0.1", "-t", "60", "-i", "0.2", "-b", "1M")) {
        WeirProcess.Ended ended = client.awaitOutput(" sec  ").signal("INT");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.errors())
            .isEqualTo("iperf3: interrupt - the client has terminated by signal Interrupt(2)\n");
        assertThat(ended.output()).contains("- - - -").contains(" sender\n").endsWith("receiver\n");
      }
      WeirProcess.Ended ended = server.awaitOutput("(test #2)").signal("TERM");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.errors())
          .isEqualTo(
              """
              iperf3: the client has terminated
              iperf3: interrupt - the server has terminated by signal Terminated(15)
              """);
    }
  }

  @Test
  void aServerThatIsStoppedEndsItsClients() throws Exception {
    try (WeirProcess server = start("-s")) {
      port.awaitListener();
      try (WeirProcess client = start("-c", "127.0.0.1", "-t", "60", "-i", "0.2", "-b", "1M")) {
        client.awaitOutput(" sec  ");
        WeirProcess.Ended stopped = server.signal("INT");
        assertThat(stopped.exitCode()).isZero();
        assertThat(stopped.errors())
            .isEqualTo("iperf3: interrupt - the server has terminated by signal Interrupt(2)\n");
        assertThat(stopped.output()).endsWith(" receiver\n").doesNotContain("(test #2)");
        WeirProcess.Ended ended = client.ended();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.errors()).isEqualTo("iperf3: error - the server has terminated\n");
        assertThat(ended.output()).contains(" sender\n");
      }
    }
  }

  @Test
  void aServerThatAScriptStartsInTheBackgroundHearsAnInterrupt() throws Exception {
    List<String> ignoring = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");
    try (WeirProcess server = WeirProcess.startBehind(ignoring, line("-s"))) {
      port.awaitListener();
      WeirProcess.Ended ended = server.signal("INT");
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.errors())
          .isEqualTo("iperf3: interrupt - the server has terminated by signal Interrupt(2)\n");
    }
  }

  private WeirProcess start(String... words) throws Exception {
    return WeirProcess.start(line(words));
  }

  private String[] line(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = "iperf3";
    line[1] = "-p";
    line[2] = Integer.toString(port.number());
    System.arraycopy(words, 0, line, 3, words.length);
    return line;
  }
}
