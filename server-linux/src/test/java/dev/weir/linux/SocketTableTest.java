package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SocketTableTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void aListenerIsFoundWithItsProcess() throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 1, 2, 3});
    try (ServerSocket listener = new ServerSocket(0, 1, address)) {
      List<PortHolder> holders = SocketTable.holders(PortProtocol.TCP, listener.getLocalPort());
      assertThat(holders).hasSize(1);
      assertThat(holders.getFirst().pid()).hasValue(SELF);
      assertThat(holders.getFirst().toString())
          .isEqualTo(
              "tcp 127.1.2.3:%d is held by %s (pid %d)",
              listener.getLocalPort(), holders.getFirst().command(), SELF);
    }
  }

  @Test
  void aDatagramSocketIsFoundOnIpv6() throws IOException {
    InetAddress six = InetAddress.ofLiteral("::1");
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(six, 0))) {
      List<PortHolder> holders = SocketTable.holders(PortProtocol.UDP, socket.getLocalPort());
      assertThat(holders).hasSize(1);
      assertThat(holders.getFirst().local().getAddress()).isInstanceOf(Inet6Address.class);
      assertThat(holders.getFirst().local().getAddress()).isEqualTo(six);
      assertThat(holders.getFirst().pid()).hasValue(SELF);
    }
  }

  @Test
  void aFreePortHasNoHolder() throws IOException {
    int port;
    try (ServerSocket listener = new ServerSocket(0)) {
      port = listener.getLocalPort();
    }
    assertThat(SocketTable.holders(PortProtocol.TCP, port)).isEmpty();
  }
}
