package dev.weir.server.endpoint;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.AF_UNIX;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.UnixCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InheritedTest {
  private static final int SOCK_SEQPACKET = 5;

  private static final long PID = 42;

  @TempDir Path directory;
  private int fd = -1;

  @AfterEach
  void close() throws SystemCallException {
    if (fd >= 0) {
      SocketCalls.close(fd);
    }
  }

  private Endpoint what() throws IOException {
    return Inherited.endpoint(Endpoint.parse("fd://" + fd));
  }

  @Test
  void knowsEveryKindOfListener() throws IOException {
    fd = SocketCalls.socket(AF_INET, SOCK_STREAM, 0);
    SocketCalls.bind(fd, AF_INET, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    assertThatThrownBy(this::what).hasMessageContaining("does not listen");
    SocketCalls.listen(fd, 1);
    assertThat(what().toString()).matches("tcp://127\\.0\\.0\\.1:[1-9][0-9]+");
  }

  @Test
  void knowsADualStack() throws IOException {
    fd = SocketCalls.socket(AF_INET6, SOCK_DGRAM, 0);
    SocketCalls.setOption(fd, 41, 26, 0);
    SocketCalls.bind(fd, AF_INET6, new InetSocketAddress(InetAddress.ofLiteral("::"), 0));
    assertThat(what().toString()).matches("udp://:[1-9][0-9]+");
  }

  @Test
  void knowsUnixSockets() throws IOException {
    String path = directory.resolve("x.sock").toString();
    fd = SocketCalls.socket(AF_UNIX, SOCK_STREAM, 0);
    UnixCalls.bind(fd, path);
    SocketCalls.listen(fd, 1);
    assertThat(what()).hasToString("unix://" + path);
  }

  @Test
  void knowsAbstractNames() throws IOException {
    fd = SocketCalls.socket(AF_UNIX, SOCK_STREAM, 0);
    UnixCalls.bind(fd, "@weir-inherited-test");
    SocketCalls.listen(fd, 1);
    assertThat(what()).hasToString("unix://@weir-inherited-test");
  }

  @Test
  void knowsUnixDatagrams() throws IOException {
    fd = SocketCalls.socket(AF_UNIX, SOCK_DGRAM, 0);
    UnixCalls.bind(fd, "@weir-inherited-datagrams");
    assertThat(what()).hasToString("unixgram://@weir-inherited-datagrams");
  }

  @Test
  void refusesWhatItCannotServe() throws IOException {
    fd = SocketCalls.socket(AF_UNIX, SOCK_SEQPACKET, 0);
    assertThatThrownBy(this::what).hasMessageContaining("expected: TCP, UDP or Unix");
    assertThatThrownBy(() -> Inherited.endpoint(Endpoint.parse("fd://9999999")))
        .hasMessageContaining("descriptor 9999999 is not open");
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    try (var open = Files.newByteChannel(file)) {
      assertThat(open.isOpen()).isTrue();
      int number = descriptorOf(file);
      assertThatThrownBy(() -> Inherited.endpoint(Endpoint.parse("fd://" + number)))
          .hasMessageContaining("is no socket");
    }
  }

  private static int descriptorOf(Path file) throws IOException {
    try (var links = Files.list(Path.of("/proc/self/fd"))) {
      return links
          .filter(link -> pointsTo(link, file))
          .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean pointsTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file.toRealPath());
    } catch (IOException closed) {
      return false;
    }
  }

  private static int named(String place, Map<String, String> environment) throws IOException {
    return Inherited.descriptor(Endpoint.parse("fd://" + place), environment, PID);
  }

  @Test
  void findsADescriptorByItsName() throws IOException {
    Map<String, String> three =
        Map.of("LISTEN_PID", "42", "LISTEN_FDS", "3", "LISTEN_FDNAMES", "web:admin:web");
    assertThat(named("web", three)).isEqualTo(3);
    assertThat(named("admin", three)).isEqualTo(4);
    assertThat(named("5", three)).isEqualTo(5);
    assertThatThrownBy(() -> named("mail", three))
        .hasMessageContaining("web (fd://3), admin (fd://4), web (fd://5)");
    assertThatThrownBy(() -> named("web", Map.of())).hasMessageContaining("which has none");
  }

  @Test
  void leavesToOthersWhatIsMeantForThem() {
    Map<String, String> others = Map.of("LISTEN_PID", "43", "LISTEN_FDS", "1");
    assertThatThrownBy(() -> named("3", others))
        .hasMessageContaining("LISTEN_PID: 43 (expected: 42, this process)");
    assertThatThrownBy(() -> named("3", Map.of("LISTEN_PID", "42", "LISTEN_FDS", "many")))
        .hasMessageContaining("LISTEN_FDS: many (expected: 0 to 1024)");
  }
}
