package dev.weir.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.call.SystemCallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNotificationTest {

  @Test
  void theManagerHearsBothStates(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("notify");
    Process manager = manager(socket.toString());
    try (BufferedReader heard = manager.inputReader(UTF_8)) {
      assertThat(heard.readLine()).isEqualTo("bound");
      ServiceNotification to = ServiceNotification.of(Map.of("NOTIFY_SOCKET", socket.toString()));
      to.ready();
      to.stopping();
      assertThat(heard.readLine()).isEqualTo("READY=1");
      assertThat(heard.readLine()).isEqualTo("STOPPING=1");
    } finally {
      manager.destroy();
      assertThat(manager.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anAbstractSocketIsHeardToo() throws Exception {
    String name = "@weir-notify-" + ProcessHandle.current().pid();
    Process manager = manager(name);
    try (BufferedReader heard = manager.inputReader(UTF_8)) {
      assertThat(heard.readLine()).isEqualTo("bound");
      ServiceNotification.of(Map.of("NOTIFY_SOCKET", name)).ready();
      assertThat(heard.readLine()).isEqualTo("READY=1");
    } finally {
      manager.destroy();
      assertThat(manager.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void withoutAManagerNothingHappens() {
    assertThatCode(() -> ServiceNotification.of(Map.of()).ready()).doesNotThrowAnyException();
  }

  @Test
  void aMissingManagerIsAnErrorThatNamesIt(@TempDir Path folder) {
    Path gone = folder.resolve("gone");
    assertThatThrownBy(
            () -> ServiceNotification.of(Map.of("NOTIFY_SOCKET", gone.toString())).ready())
        .isInstanceOf(SystemCallException.class)
        .hasMessageContaining(gone.toString())
        .hasMessageContaining("ENOENT");
  }

  /** A stand-in for the manager, not written in Java: prints each datagram as a line. */
  private static Process manager(String socket) throws IOException {
    String program =
        """
        import socket, sys
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        name = sys.argv[1]
        s.bind('\\0' + name[1:] if name.startswith('@') else name)
        print('bound', flush=True)
        while True:
            print(s.recv(4096).decode(), flush=True)
        """;
    try {
      return new ProcessBuilder("python3", "-c", program, socket).redirectErrorStream(true).start();
    } catch (IOException missing) {
      assumeTrue(false, "python3 is missing: " + missing.getMessage());
      throw missing;
    }
  }
}
