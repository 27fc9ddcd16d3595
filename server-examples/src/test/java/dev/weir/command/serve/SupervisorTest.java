package dev.weir.command.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.command.ExitCode;
import dev.weir.command.WeirProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Started as systemd starts a service: with its sockets open, and an ear for how it is. */
@EnabledOnOs(OS.LINUX)
class SupervisorTest {
  /** Opens a socket of TCP and one at a path, as descriptors 3 and 4, and becomes the service. */
  private static final String STARTER =
      """
      import fcntl, os, socket, sys
      tcp = socket.socket(); tcp.bind(('127.0.0.1', 0)); tcp.listen(9)
      unix = socket.socket(socket.AF_UNIX); unix.bind(sys.argv[1]); unix.listen(9)
      # Out of the way of 3 and 4 first.
      high = [fcntl.fcntl(s.fileno(), fcntl.F_DUPFD, 100) for s in (tcp, unix)]
      for i, fd in enumerate(high):
          os.dup2(fd, 3 + i, inheritable=True)
      os.environ.update(LISTEN_FDS='2', LISTEN_FDNAMES='web:local')
      os.execvp('sh', ['sh', '-c', 'LISTEN_PID=$$ exec "$@"', 'sh'] + sys.argv[2:])
      """;

  /** Prints each word that the service says, as a line. */
  private static final String MANAGER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1])
      print('bound', flush=True)
      while True:
          print(s.recv(4096).decode().split()[0], flush=True)
      """;

  @TempDir Path directory;

  @BeforeAll
  static void needsPython() throws InterruptedException {
    try {
      assumeTrue(new ProcessBuilder("python3", "-V").start().waitFor() == 0, "python3 is missing");
    } catch (IOException missing) {
      assumeTrue(false, "python3 is missing");
    }
  }

  private WeirProcess activated(Path socket, String... arguments) throws IOException {
    List<String> starter = List.of("python3", "-c", STARTER, socket.toString());
    return WeirProcess.startBy(starter, Map.of(), directory, arguments);
  }

  @Test
  void servesTheSocketsThatItWasStartedWith() throws Exception {
    Path path = directory.resolve("local.sock");
    try (WeirProcess weir = activated(path, "serve", "echo", "--listen", "fd://web,fd://4")) {
      String tcp = weir.awaitLine("tcp://127.0.0.1:");
      weir.awaitLine("unix://" + path);
      weir.awaitLine("ready");
      int port = Integer.parseInt(tcp.replaceAll(".*:(\\d+).*", "$1"));
      assertThat(echoOfTcp(port)).isEqualTo("tcp");
      assertThat(echoOfUnix(path)).isEqualTo("unix");
      weir.signal("TERM");
      assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
      assertThat(Files.exists(path)).as("the file is its maker's").isTrue();
    }
  }

  private static String echoOfTcp(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.getOutputStream().write("tcp".getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(3), UTF_8);
    }
  }

  private static String echoOfUnix(Path path) throws IOException {
    try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      socket.write(ByteBuffer.wrap("unix".getBytes(UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(4);
      while (answer.hasRemaining()) {
        assertThat(socket.read(answer)).isPositive();
      }
      return new String(answer.array(), UTF_8);
    }
  }

  @Test
  void saysWhatAWrongDescriptorIs() throws Exception {
    try (WeirProcess weir =
        activated(directory.resolve("x"), "serve", "echo", "--listen", "fd://mail")) {
      assertThat(weir.awaitExit()).isEqualTo(ExitCode.FAILED);
      assertThat(weir.errors())
          .contains("fd://mail: cannot be taken over: no descriptor of that name")
          .contains("web (fd://3), local (fd://4)");
    }
  }

  @Test
  void tellsTheManagerHowItIs() throws Exception {
    Path socket = directory.resolve("notify");
    Path file = directory.resolve("weir.yaml");
    Files.writeString(file, "servers: {echo: {handler: echo, listen: [\"tcp://127.0.0.1:0\"]}}\n");
    Process manager =
        new ProcessBuilder("python3", "-c", MANAGER, socket.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader heard = manager.inputReader(UTF_8)) {
      assertThat(heard.readLine()).isEqualTo("bound");
      Map<String, String> environment = Map.of("NOTIFY_SOCKET", socket.toString());
      try (WeirProcess weir =
          WeirProcess.startBy(
              List.of(), environment, directory, "serve", "--config", file.toString())) {
        assertThat(heard.readLine()).isEqualTo("READY=1");
        weir.signal("HUP");
        assertThat(heard.readLine()).isEqualTo("RELOADING=1");
        assertThat(heard.readLine()).isEqualTo("READY=1");
        weir.signal("TERM");
        assertThat(heard.readLine()).isEqualTo("STOPPING=1");
        assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
      }
    } finally {
      manager.destroy();
      assertThat(manager.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSecondSignalCutsTheDrainShort() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(
            directory, "serve", "echo", "--listen", "tcp://127.0.0.1:0", "--drain", "10m")) {
      int port = Integer.parseInt(weir.awaitLine("tcp://").replaceAll(".*:(\\d+).*", "$1"));
      weir.awaitLine("ready");
      try (Socket idle = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        idle.getOutputStream().write('x');
        assertThat(idle.getInputStream().read()).isEqualTo('x');
        weir.signal("TERM");
        weir.awaitRefusal(port);
        weir.signal("TERM");
        assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
        // Those that knocked before the listener was gone may be among them.
        assertThat(weir.errors()).containsPattern(", [1-9]\\d* cut off with ");
      }
    }
  }
}
