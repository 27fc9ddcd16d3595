package dev.weir.it.peers;

import java.io.IOException;
import org.testcontainers.containers.GenericContainer;

/** A container of the real tools that idles until a test runs one of them in it. */
final class PeerContainer extends GenericContainer<PeerContainer> {

  /** The name by which the container knows the machine that the tests run on. */
  static final String TEST_MACHINE = "test-machine";

  PeerContainer() {
    super(PeersImage.ready());
    withCommand("sleep", "infinity");
    withExtraHost(TEST_MACHINE, "host-gateway");
  }

  /** Runs a tool to its end; what it printed is in the result, whatever its exit code. */
  ExecResult run(String... command) throws IOException, InterruptedException {
    return execInContainer(command);
  }
}
