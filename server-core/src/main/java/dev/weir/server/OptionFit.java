package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import dev.weir.server.transport.Family;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Refuses options where they would be without effect. */
final class OptionFit {
  private static final int LEVEL_IPV6 = 41;

  /** Options that each family has of its own; the others of IPv4's level are for IPv6 too. */
  private static final List<Twins> TWINS =
      List.of(
          new Twins(OptionCatalogue.IP_TOS, OptionCatalogue.IPV6_TCLASS),
          new Twins(OptionCatalogue.IP_TTL, OptionCatalogue.IPV6_UNICAST_HOPS),
          new Twins(OptionCatalogue.IP_MTU_DISCOVER, OptionCatalogue.IPV6_MTU_DISCOVER));

  private record Twins(SocketOption<?> ipv4, SocketOption<?> ipv6) {}

  private OptionFit() {}

  /** The sockets of a server: its options reach connections by the listener. */
  static void requireAtServer(List<Choice<?>> choices, Endpoint endpoint, Family family) {
    Set<Scope> sockets =
        switch (endpoint.scheme()) {
          case TCP, FD -> Set.of(Scope.LISTENER, Scope.CONNECTION);
          case UDP -> Set.of(Scope.DATAGRAM);
          case UNIX -> Set.of(Scope.UNIX_LISTENER, Scope.UNIX_CONNECTION);
          case UNIXGRAM -> Set.of(Scope.UNIX_DATAGRAM);
        };
    require(choices, endpoint, family, sockets);
  }

  /** The one socket of a client. */
  static void requireAtClient(List<Choice<?>> choices, Endpoint endpoint, Family family) {
    Set<Scope> sockets =
        switch (endpoint.scheme()) {
          case TCP, FD -> Set.of(Scope.CONNECTION, Scope.CLIENT);
          case UDP -> Set.of(Scope.DATAGRAM);
          case UNIX -> Set.of(Scope.UNIX_CONNECTION);
          case UNIXGRAM -> Set.of(Scope.UNIX_DATAGRAM);
        };
    require(choices, endpoint, family, sockets);
  }

  private static void require(
      List<Choice<?>> choices, Endpoint endpoint, Family family, Set<Scope> sockets) {
    for (Choice<?> choice : choices) {
      requireScope(choice, endpoint, sockets);
      requireFamily(choice, endpoint, family);
    }
  }

  private static void requireScope(Choice<?> choice, Endpoint endpoint, Set<Scope> sockets) {
    SocketOption<?> option = choice.option();
    if (Collections.disjoint(option.scopes(), sockets)) {
      throw misplaced(endpoint, choice, option.places());
    }
  }

  private static void requireFamily(Choice<?> choice, Endpoint endpoint, Family family) {
    SocketOption<?> option = choice.option();
    if (family == Family.IPV6) {
      for (Twins twins : TWINS) {
        if (twins.ipv4().equals(option)) {
          throw misplaced(endpoint, choice, "IPv4; IPv6 has " + twins.ipv6());
        }
      }
    }
    if (option.level() == LEVEL_IPV6 && family == Family.IPV4) {
      throw misplaced(endpoint, choice, "IPv6" + twin(option));
    }
  }

  private static String twin(SocketOption<?> ofIpv6) {
    return TWINS.stream()
        .filter(twins -> twins.ipv6().equals(ofIpv6))
        .map(twins -> "; IPv4 has " + twins.ipv4())
        .findAny()
        .orElse("");
  }

  private static StartException misplaced(Endpoint endpoint, Choice<?> choice, String places) {
    return new StartException(
        endpoint,
        "%s: misplaced (expected: for %s); remove it, or choose it for the others alone"
            .formatted(choice, places));
  }
}
