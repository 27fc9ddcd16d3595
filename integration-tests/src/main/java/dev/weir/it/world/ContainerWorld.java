package dev.weir.it.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A network of the engine with two hosts on it. A host is a container that only sleeps; whatever
 * runs on it is a container of its own in the same network namespace, so that any image can.
 */
final class ContainerWorld implements World {

  private final RunId id;
  private final Map<Role, ContainerHost> hosts = new EnumMap<>(Role.class);

  ContainerWorld(RunId id) {
    this.id = id;
    try {
      String image = PeersImage.ready().asCanonicalNameString();
      String network = id.text() + "net";
      Engine.client()
          .createNetworkCmd()
          .withName(network)
          .withLabels(Map.of(Engine.LABEL, id.text()))
          .exec();
      for (Role role : Role.values()) {
        hosts.put(role, new ContainerHost(id, role, image, network));
      }
    } catch (RuntimeException e) {
      // The engine's and Testcontainers' own, of many kinds.
      Cleanup.of(id).run();
      throw new WorldException("containers: " + e.getMessage(), e);
    }
  }

  @Override
  public WorldKind kind() {
    return WorldKind.CONTAINERS;
  }

  @Override
  public Host host(Role role) {
    return Objects.requireNonNull(hosts.get(role));
  }

  @Override
  public void close() {
    Cleanup.of(id).run();
  }
}
