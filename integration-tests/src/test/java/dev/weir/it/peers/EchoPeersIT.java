package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@NeedsEngine
@Testcontainers
final class EchoPeersIT {

  @Container static final PeerContainer PEER = new PeerContainer();

  @Test
  void theRealToolsAreThere() throws Exception {
    assertThat(PEER.run("iperf3", "--version").getStdout()).startsWith("iperf 3.");
  }
}
