package dev.weir.linux.call;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_TCP;
import static dev.weir.linux.call.SocketConstants.SOCK_CLOEXEC;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_RCVBUF;
import static dev.weir.linux.call.SocketConstants.SO_REUSEADDR;
import static dev.weir.linux.call.SocketConstants.TCP_CONGESTION;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SocketCallsTest {

  @Test
  void anOptionReadsBackAsTheKernelKeepsIt() throws IOException {
    int fd = SocketCalls.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    try {
      assertThat(SocketCalls.intOption(fd, SOL_SOCKET, SO_REUSEADDR)).isZero();
      SocketCalls.setOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
      assertThat(SocketCalls.intOption(fd, SOL_SOCKET, SO_REUSEADDR)).isEqualTo(1);
      SocketCalls.setOption(fd, SOL_SOCKET, SO_RCVBUF, 100_000);
      assertThat(SocketCalls.intOption(fd, SOL_SOCKET, SO_RCVBUF)).isEqualTo(200_000);
    } finally {
      SocketCalls.close(fd);
    }
  }

  @Test
  void anOptionOfBytesGoesBothWays() throws IOException {
    int fd = SocketCalls.socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
    try {
      SocketCalls.setOption(fd, IPPROTO_TCP, TCP_CONGESTION, "cubic".getBytes(US_ASCII));
      byte[] name = SocketCalls.bytesOption(fd, IPPROTO_TCP, TCP_CONGESTION, 16);
      assertThat(new String(name, US_ASCII)).startsWith("cubic");
    } finally {
      SocketCalls.close(fd);
    }
  }

  @Test
  void aRefusalNamesTheCallAndTheError() throws IOException {
    int fd = SocketCalls.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    SocketCalls.close(fd);
    SystemCallException refused =
        catchThrowableOfType(SystemCallException.class, () -> SocketCalls.close(fd));
    assertThat(refused.errno()).isEqualTo(Errno.EBADF);
    assertThat(refused).hasMessage("close: EBADF (Bad file descriptor)");
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (DatagramSocket holder = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int fd = SocketCalls.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      var taken = (InetSocketAddress) holder.getLocalSocketAddress();
      SystemCallException refused =
          catchThrowableOfType(
              SystemCallException.class, () -> SocketCalls.bind(fd, AF_INET, taken));
      assertThat(refused.errno()).isEqualTo(Errno.EADDRINUSE);
      assertThat(refused).hasMessageContaining("bind(").hasMessageContaining("EADDRINUSE");
      SocketCalls.close(fd);
    }
  }

  @Test
  void anIpv4AddressReachesThroughAnIpv6Socket() throws IOException {
    try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int fd = SocketCalls.socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment hello = arena.allocateFrom(JAVA_BYTE, "hello".getBytes(US_ASCII));
        SocketCalls.connect(fd, AF_INET6, (InetSocketAddress) peer.getLocalSocketAddress());
        assertThat(TransferCalls.send(fd, hello, 0, 5)).isEqualTo(5);
        DatagramPacket packet = new DatagramPacket(new byte[16], 16);
        peer.setSoTimeout(5000);
        peer.receive(packet);
        assertThat(new String(packet.getData(), 0, packet.getLength(), US_ASCII))
            .isEqualTo("hello");
      } finally {
        SocketCalls.close(fd);
      }
    }
  }

  @Test
  void aDuplicateOutlivesTheFirst() throws IOException {
    int fd = SocketCalls.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    SocketCalls.setOption(fd, SOL_SOCKET, SO_RCVBUF, 50_000);
    int copy = SocketCalls.duplicate(fd);
    SocketCalls.close(fd);
    assertThat(SocketCalls.intOption(copy, SOL_SOCKET, SO_RCVBUF)).isEqualTo(100_000);
    SocketCalls.close(copy);
  }

  @Test
  void anUnknownErrorKeepsItsNumber() {
    assertThat(Errno.of(4095).name()).isEqualTo("errno 4095");
    assertThat(Errno.of(98)).isSameAs(Errno.EADDRINUSE);
    assertThat(Errno.EAGAIN.is(-11)).isTrue();
    assertThat(Errno.EAGAIN.is(11)).isFalse();
  }
}
