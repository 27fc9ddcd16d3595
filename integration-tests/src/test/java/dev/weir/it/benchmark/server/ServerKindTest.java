package dev.weir.it.benchmark.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind echoes; one closes then. */
final class ServerKindTest {

  private static final int PATIENCE_MILLIS = 30_000;

  private static Server start(ServerKind kind) {
    return kind.start("127.0.0.1:0", new SimpleMeterRegistry());
  }

  @ParameterizedTest
  @EnumSource(
      value = ServerKind.class,
      names = {"PIPELINE", "CALLBACK", "TASK", "ACCEPT"})
  void connectionsAreEchoed(ServerKind kind) throws IOException {
    try (Server server = start(kind);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("x".getBytes(UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo('x');
      if (kind == ServerKind.ACCEPT) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ServerKind.class,
      names = {"DATAGRAMS", "SESSIONS"})
  void datagramsAreEchoed(ServerKind kind) throws IOException {
    try (Server server = start(kind);
        DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] sent = "hello".getBytes(UTF_8);
      socket.send(
          new DatagramPacket(
              sent, sent.length, InetAddress.getLoopbackAddress(), server.endpoint().port()));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), UTF_8)).isEqualTo("hello");
    }
  }
}
