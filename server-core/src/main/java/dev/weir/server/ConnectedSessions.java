package dev.weir.server;

import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.transport.EpollTransport;
import dev.weir.server.transport.Transport;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whether a server can give its sessions sockets of their own, where it is asked to. */
final class ConnectedSessions {
  private ConnectedSessions() {}

  static void require(Recipe recipe, Transport transport) {
    wrong(recipe, transport, recipe.datagrams().bounds())
        .ifPresent(line -> {
          throw new StartException(line);
        });
  }

  /** What stands in the way of the bounds that a change makes; empty where nothing does. */
  static Optional<String> wrong(
      Recipe recipe, Transport transport, UnaryOperator<Sessions> change) {
    return recipe
        .datagrams()
        .sessions()
        .map(own -> change.apply(own).connected())
        .filter(connected -> connected > 0)
        .flatMap(connected ->
            reason(recipe, transport)
                .map(why -> "sessions: connected: %d (expected: 0, %s)".formatted(connected, why)));
  }

  /**
   * Sockets of one port are counted by their place among all that share it, by the kernel's hash
   * and by steering: with more of them, peers would come to other shards than before.
   */
  private static Optional<String> reason(Recipe recipe, Transport transport) {
    if (!(transport instanceof EpollTransport)) {
      return Optional.of("or the epoll transport");
    }
    if (recipe.shards() > 1) {
      return Optional.of("or 1 shard instead of " + recipe.shards());
    }
    if (recipe.options().value(Scheme.UDP, OptionCatalogue.SO_REUSEPORT).isPresent()) {
      return Optional.of("or no choice of SO_REUSEPORT");
    }
    return recipe.endpoints().stream()
        .filter(endpoint -> !able(endpoint))
        .findFirst()
        .map(endpoint -> "or a socket of udp in the process's own namespace, not " + endpoint);
  }

  private static boolean able(Endpoint endpoint) {
    return endpoint.scheme() == Scheme.UDP && endpoint.placement().netns().isEmpty();
  }
}
