package dev.weir.bandwidth.iperf3;

import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPV6_FLOWLABEL_MGR;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.call.SocketCalls;
import dev.weir.server.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The label that routers tell flows apart by. */
class FlowLabelTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
  private static final int LABEL = 0x12345;

  @BeforeAll
  static void machineHasIpv6() {
    assumeTrue(Files.exists(Path.of("/proc/net/ip6_flowlabel")), "this machine has no IPv6");
  }

  @Test
  void theKernelKnowsItOfTheSocket() throws IOException, TestFailure {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      int fd = SocketCalls.socket(AF_INET6, SOCK_STREAM, 0);
      try {
        FlowLabel.connect(fd, new InetSocketAddress(LOOPBACK, server.getLocalPort()), LABEL);
        byte[] told = SocketCalls.bytesOption(fd, IPPROTO_IPV6, IPV6_FLOWLABEL_MGR, 32);
        assertThat(ByteBuffer.wrap(told).getInt(16)).isEqualTo(LABEL);
      } finally {
        SocketCalls.close(fd);
      }
    }
  }

  @Test
  void aTestIsRunWithIt() throws Exception {
    try (Loops loops = Loops.of(1, "label");
        RunningIperf3Server server = Iperf3Server.on("tcp://[::1]:0").loops(loops).start()) {
      Iperf3Result result =
          Iperf3Client.to("::1", server.endpoint().port())
              .loops(loops)
              .streams(2)
              .localAddress(new InetSocketAddress(LOOPBACK, 0))
              .bytes(1_000_000)
              .with(Parameter.FLOWLABEL, LABEL)
              .run();
      assertThat(result.first().bytesReceived()).isPositive();
    }
  }

  @Test
  void nobodyIsThere() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      port = gone.getLocalPort();
    }
    int fd = SocketCalls.socket(AF_INET6, SOCK_STREAM, 0);
    try {
      TestFailure failure =
          catchThrowableOfType(
              TestFailure.class,
              () -> FlowLabel.connect(fd, new InetSocketAddress(LOOPBACK, port), LABEL));
      assertThat(failure.code()).isEqualTo(ErrorCode.STREAM_CONNECT);
      assertThat(failure.reason()).endsWith("Connection refused");
    } finally {
      SocketCalls.close(fd);
    }
  }

  @Test
  void ipv4HasNone() {
    try (Loops loops = Loops.of(1, "label");
        RunningIperf3Server server = Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).start()) {
      Iperf3Client client =
          Iperf3Client.to("127.0.0.1", server.endpoint().port())
              .loops(loops)
              .bytes(1_000_000)
              .with(Parameter.FLOWLABEL, LABEL);
      TestFailure failure = catchThrowableOfType(TestFailure.class, client::run);
      assertThat(failure).hasMessage("unable to set IPv6 flow label");
    }
  }
}
