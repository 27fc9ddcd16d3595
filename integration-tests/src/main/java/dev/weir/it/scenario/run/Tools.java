package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Peer;
import dev.weir.it.scenario.PeerName;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.WorldKind;
import java.util.Optional;

/** The program for each name, and which of them understand each other. */
final class Tools {

  private Tools() {}

  static Tool of(Peer peer, WorldKind world) {
    return switch (peer.name()) {
      case WEIR -> Iperf3Tool.weir(world);
      case IPERF3 -> Iperf3Tool.original();
      case IPERF2 -> new Iperf2Tool();
      case IMAGE -> new ImageTool();
    };
  }

  /** Why these two cannot run this test; empty where they can. */
  static Optional<String> cannot(Scenario scenario, WorldKind world) {
    return strangers(scenario.server().name(), scenario.client().name())
        .or(() -> of(scenario.server(), world).cannot(scenario, scenario.server()))
        .or(() -> of(scenario.client(), world).cannot(scenario, scenario.client()));
  }

  private static Optional<String> strangers(PeerName server, PeerName client) {
    if (server == PeerName.IMAGE || client == PeerName.IMAGE) {
      return Optional.empty();
    }
    boolean old = server == PeerName.IPERF2;
    if (old == (client == PeerName.IPERF2)) {
      return Optional.empty();
    }
    return Optional.of(
        server == PeerName.WEIR || client == PeerName.WEIR
            ? "not there yet: Weir does not speak iperf2"
            : "iperf2 and iperf3 do not speak the same protocol");
  }
}
