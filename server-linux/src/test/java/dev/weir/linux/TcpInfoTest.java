package dev.weir.linux;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TcpInfoTest {

  @Test
  void aConnectionTellsWhatItDid() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int fd = SocketCalls.socket(AF_INET, SOCK_STREAM, 0);
    try (ServerSocket listener = new ServerSocket(0, 1, loopback)) {
      SocketCalls.connect(fd, AF_INET, (InetSocketAddress) listener.getLocalSocketAddress());
      try (Socket accepted = listener.accept()) {
        accepted.getOutputStream().write(new byte[5000]);
        TcpInfo info = TcpInfo.of(fd);
        assertThat(info.state()).isEqualTo(1);
        assertThat(info.bytesReceived()).isEqualTo(5000);
        assertThat(info.sendCwnd()).isPositive();
        assertThat(info.sendWindow()).isPositive();
        assertThat(info.rtt()).isPositive();
        assertThat(info.pmtu()).isBetween(576L, 65_536L);
        assertThat(info.totalRetransmits()).isZero();
      }
    } finally {
      SocketCalls.close(fd);
    }
  }

  @Test
  void aClosedDescriptorIsRefused() throws IOException {
    int fd = SocketCalls.socket(AF_INET, SOCK_STREAM, 0);
    SocketCalls.close(fd);
    assertThatThrownBy(() -> TcpInfo.of(fd))
        .isInstanceOf(SystemCallException.class)
        .hasMessageContaining("EBADF");
  }

  @Test
  void processorTimeGrowsWithWork() {
    CpuTime thread = CpuTime.ofThread();
    CpuTime process = CpuTime.ofProcess();
    while (CpuTime.ofThread().since(thread).totalNanos() < 20_000_000) {
      Thread.onSpinWait();
    }
    assertThat(CpuTime.ofProcess().since(process).totalNanos()).isGreaterThan(19_000_000);
  }
}
