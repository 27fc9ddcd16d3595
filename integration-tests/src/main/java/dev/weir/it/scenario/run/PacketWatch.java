package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.result.PacketCount;
import dev.weir.it.world.Host;
import dev.weir.it.world.Role;
import dev.weir.it.world.World;
import dev.weir.it.world.WorldKind;
import java.util.ArrayList;
import java.util.List;

/** Lets the firewall count the test's packets at both hosts: nobody's figures but the kernel's. */
final class PacketWatch {

  private static final String COMMENT = "weir-count";

  private final World world;
  private final Protocol protocol;

  PacketWatch(World world, Protocol protocol, int port) {
    this.world = world;
    this.protocol = protocol;
    if (counts()) {
      for (Role role : Role.values()) {
        boolean serves = role == Role.SERVER;
        rule(role, "INPUT", serves ? "--dport" : "--sport", port);
        rule(role, "OUTPUT", serves ? "--sport" : "--dport", port);
      }
    }
  }

  // The machine's own firewall is not ours to change.
  private boolean counts() {
    return world.kind() != WorldKind.LOOPBACK;
  }

  private void rule(Role role, String chain, String side, int port) {
    world
        .host(role)
        .run(
            "iptables",
            "-w",
            "-I",
            chain,
            "1",
            "-p",
            protocol.word(),
            side,
            Integer.toString(port),
            "-m",
            "comment",
            "--comment",
            COMMENT);
  }

  List<PacketCount> counts(Role role) {
    List<PacketCount> counts = new ArrayList<>();
    if (counts()) {
      counts.add(count(role, "INPUT", "in"));
      counts.add(count(role, "OUTPUT", "out"));
    }
    return counts;
  }

  private PacketCount count(Role role, String chain, String way) {
    Host host = world.host(role);
    String line =
        host.run("iptables", "-w", "-nvxL", chain)
            .lines()
            .filter(one -> one.contains(COMMENT))
            .findFirst()
            .orElse("0 0")
            .strip();
    String[] words = line.split("\\s+", 3);
    return new PacketCount(
        role.word() + " " + way, Long.parseLong(words[0]), Long.parseLong(words[1]));
  }
}
