package dev.weir.it.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Two namespaces, each with an {@code eth0} that is one end of a veth pair, and a third where the
 * other ends are ports of a bridge. Nothing of it is in the machine's own namespace.
 */
final class NamespaceWorld implements World {

  private static final String BRIDGE = "br0";

  private final RunId id;
  private final Map<Role, NamespaceHost> hosts = new EnumMap<>(Role.class);

  NamespaceWorld(RunId id) {
    this.id = id;
    try {
      makeBridge();
      for (Role role : Role.values()) {
        hosts.put(role, makeHost(role));
      }
    } catch (RuntimeException e) {
      Cleanup.of(id).run();
      throw e;
    }
  }

  private String switchName() {
    return id.text() + "switch";
  }

  private void makeBridge() {
    String name = switchName();
    Shell.run("ip", "netns", "add", name);
    Shell.run("ip", "-n", name, "link", "add", BRIDGE, "type", "bridge");
    Shell.run("ip", "-n", name, "link", "set", BRIDGE, "up");
  }

  private NamespaceHost makeHost(Role role) {
    String name = id.text() + role.word();
    Shell.run("ip", "netns", "add", name);
    Shell.run(
        "ip",
        "link",
        "add",
        NamespaceHost.DEVICE,
        "netns",
        name,
        "type",
        "veth",
        "peer",
        "name",
        role.word(),
        "netns",
        switchName());
    Shell.run("ip", "-n", switchName(), "link", "set", role.word(), "master", BRIDGE, "up");
    Shell.run("ip", "-n", name, "link", "set", "lo", "up");
    Shell.run("ip", "-n", name, "addr", "add", role.address() + "/24", "dev", NamespaceHost.DEVICE);
    Shell.run("ip", "-n", name, "link", "set", NamespaceHost.DEVICE, "up");
    return new NamespaceHost(id, role, name);
  }

  @Override
  public WorldKind kind() {
    return WorldKind.NAMESPACES;
  }

  @Override
  public Host host(Role role) {
    return Objects.requireNonNull(hosts.get(role));
  }

  @Override
  public void close() {
    hosts.values().forEach(NamespaceHost::close);
    Cleanup.of(id).run();
  }
}
