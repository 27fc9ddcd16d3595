package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Fault;
import dev.weir.it.scenario.FaultKind;
import dev.weir.it.scenario.Peer;
import dev.weir.it.scenario.PeerName;
import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.Ability;
import dev.weir.it.world.CongestionControls;
import dev.weir.it.world.Link;
import dev.weir.it.world.WorldKind;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a scenario needs of its world, and why a world cannot run it. */
final class Needs {

  private Needs() {}

  /** The reason; empty where it can. */
  static Optional<String> missing(Scenario scenario, WorldKind kind) {
    return Tools.cannot(scenario, kind)
        .or(kind::unavailable)
        .or(() -> of(scenario).stream().flatMap(need -> kind.lacks(need).stream()).findFirst())
        .or(() -> program(scenario, kind))
        .or(() -> congestionControl(scenario, kind));
  }

  /** In the other worlds the tools are root. */
  private static Optional<String> congestionControl(Scenario scenario, WorldKind kind) {
    return kind != WorldKind.LOOPBACK || scenario.protocol() != Protocol.TCP
        ? Optional.empty()
        : scenario
            .options()
            .value(Scheme.TCP, OptionCatalogue.TCP_CONGESTION)
            .flatMap(CongestionControls::refused);
  }

  private static Optional<String> program(Scenario scenario, WorldKind kind) {
    return List.of(scenario.server(), scenario.client()).stream()
        .map(Peer::name)
        .map(name -> name == PeerName.IPERF2 ? "iperf" : name.word())
        .filter(word -> word.startsWith("iperf") && !kind.has(word))
        .findFirst()
        .map(word -> "no " + word + " on the PATH: run docker/setup");
  }

  private static Set<Ability> of(Scenario scenario) {
    Set<Ability> needs = EnumSet.noneOf(Ability.class);
    if (!scenario.link().equals(Link.PLAIN)) {
      needs.add(Ability.LINK);
    }
    if (!scenario.link().delay().isZero()) {
      needs.add(Ability.DELAY);
    }
    for (Fault fault : scenario.faults()) {
      need(fault.kind()).ifPresent(needs::add);
    }
    for (Peer peer : List.of(scenario.server(), scenario.client())) {
      if (peer.name() == PeerName.IMAGE) {
        needs.add(Ability.IMAGE);
      }
      if (peer.memory() > 0) {
        needs.add(Ability.MEMORY);
      }
    }
    return needs;
  }

  private static Optional<Ability> need(FaultKind kind) {
    return switch (kind) {
      case KILL, TERMINATE, PAUSE, RESUME -> Optional.empty();
      case EXHAUST_PORTS -> Optional.of(Ability.PORT_RANGE);
      case PARTITION, HEAL, LINK_DOWN, LINK_UP, RESET, RATE, LOSS, BLACK_HOLE ->
          Optional.of(Ability.LINK);
    };
  }
}
