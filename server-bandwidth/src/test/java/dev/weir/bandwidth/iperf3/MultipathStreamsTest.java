package dev.weir.bandwidth.iperf3;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.IPPROTO_MPTCP;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.Loops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data by Multipath TCP, counted by the kernel of both ends. */
class MultipathStreamsTest {

  @BeforeAll
  static void kernelHasIt() throws SystemCallException {
    try {
      SocketCalls.close(SocketCalls.socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP));
    } catch (SystemCallException refused) {
      assumeTrue(false, "this kernel has no Multipath TCP: " + refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTestGoesByIt(boolean reverse) throws Exception {
    try (Loops loops = Loops.of(1, "multipath");
        RunningIperf3Server server = Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).start()) {
      Iperf3Client client =
          Iperf3Client.to("127.0.0.1", server.endpoint().port())
              .loops(loops)
              .streams(2)
              .bytes(4 << 20)
              .with(Parameter.MPTCP, 1);
      long before = accepted();
      Iperf3Result result = (reverse ? client.reverse() : client).run();

      // The end of the test is told on another connection, and may overtake the last of the data.
      assertThat(result.first().bytesSent()).isGreaterThanOrEqualTo(4 << 20);
      assertThat(result.first().bytesReceived()).isGreaterThan(1 << 20);
      assertThat(accepted() - before).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:0?multipath=off", "tcp://127.0.0.1:0?multipath=on"})
  void theEndpointHasTheLastWord(String endpoint) throws Exception {
    try (Loops loops = Loops.of(1, "multipath");
        RunningIperf3Server server = Iperf3Server.on(endpoint).loops(loops).start()) {
      Iperf3Result result =
          Iperf3Client.to("127.0.0.1", server.endpoint().port())
              .loops(loops)
              .bytes(1_000_000)
              .with(Parameter.MPTCP, 1)
              .run();
      assertThat(result.first().bytesReceived()).isPositive();
    }
  }

  /** Connections whose client and server both were for more than one path. */
  private static long accepted() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("/proc/net/netstat")).stream()
            .filter(line -> line.startsWith("MPTcpExt:"))
            .toList();
    List<String> names = List.of(lines.getFirst().split(" ", -1));
    List<String> values = List.of(lines.getLast().split(" ", -1));
    return Long.parseLong(values.get(names.indexOf("MPCapableACKRX")));
  }
}
