package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.call.Errno;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody listens on is told with the kernel's error, on every transport. */
final class RefusedConnectionTest {

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hasTheKernelsError(Kind kind) throws IOException {
    int port = freePort();
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(
              () -> TcpClient.to("tcp://127.0.0.1:" + port).loops(loops).connect().join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              StartException.class,
              refused -> assertThat(refused.errno()).contains(Errno.ECONNREFUSED));
    }
  }
}
