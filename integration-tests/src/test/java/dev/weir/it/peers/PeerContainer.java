package dev.weir.it.peers;

import dev.weir.it.machine.FreePort;
import dev.weir.it.world.PeersImage;
import java.util.List;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A container with a real iperf3 server, in which the other real tools can be run as well. */
final class PeerContainer extends GenericContainer<PeerContainer> {

  /** The name by which the container knows the machine that the tests run on. */
  static final String TEST_MACHINE = "test-machine";

  private final int port;

  /**
   * Makes the recipe; JUnit starts it. The protocol carries the server's port, so it has to be the
   * same inside and outside, for TCP and for UDP.
   */
  PeerContainer() {
    super(PeersImage.ready());
    port = FreePort.forTcpAndUdp();
    setPortBindings(List.of("%1$d:%1$d/tcp".formatted(port), "%1$d:%1$d/udp".formatted(port)));
    withCommand("iperf3", "-s", "--forceflush", "-p", Integer.toString(port));
    withExtraHost(TEST_MACHINE, "host-gateway");
    waitingFor(Wait.forLogMessage(".*Server listening.*", 1));
  }

  /**
   * Returns where the real server listens, on {@link #getHost()}, once it is ready for the next
   * test: between two tests it closes its listener, and with it whoever waits there.
   */
  int portForNextTest() {
    Awaitility.await("the real server between two tests")
        .until(() -> logged("Server listening") > logged("Accepted connection"));
    return port;
  }

  private long logged(String text) {
    return getLogs().lines().filter(line -> line.startsWith(text)).count();
  }
}
