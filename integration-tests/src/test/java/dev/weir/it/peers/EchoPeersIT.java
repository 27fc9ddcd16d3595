package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.machine.FreePort;
import dev.weir.it.machine.WeirProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The echo example, asked by socat from a container. */
@NeedsEngine
@Testcontainers
final class EchoPeersIT {

  @Container static final PeerContainer PEER = new PeerContainer();

  private static int port;
  private static WeirProcess weir;

  @BeforeAll
  static void startWeir() throws IOException {
    port = FreePort.forTcpAndUdp();
    weir = WeirProcess.start("serve", "echo=tcp://:%1$d,udp://:%1$d".formatted(port));
    weir.awaitOutput("udp://");
  }

  @AfterAll
  static void stopWeir() throws IOException {
    weir.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TCP", "UDP"})
  void wordsComeBack(String protocol) throws Exception {
    String address = "%s:%s:%d".formatted(protocol, PeerContainer.TEST_MACHINE, port);
    String ask = "echo there and back | socat -t 3 - " + address;
    assertThat(PEER.execInContainer("bash", "-c", ask).getStdout()).isEqualTo("there and back\n");
  }
}
