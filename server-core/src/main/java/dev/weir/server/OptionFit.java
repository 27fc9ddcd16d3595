package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.Choice;
import dev.weir.server.option.SocketOption;
import dev.weir.server.transport.Family;
import java.util.List;

/** Refuses options where they would be without effect. */
final class OptionFit {
  private static final int LEVEL_IPV4 = 0;
  private static final int LEVEL_IPV6 = 41;

  private OptionFit() {}

  static void require(List<Choice<?>> choices, Endpoint endpoint, Family family) {
    for (Choice<?> choice : choices) {
      requireScheme(choice, endpoint);
      requireFamily(choice, endpoint, family);
    }
  }

  private static void requireScheme(Choice<?> choice, Endpoint endpoint) {
    SocketOption<?> option = choice.option();
    if (option.scopes().stream().noneMatch(scope -> scope.scheme() == endpoint.scheme())) {
      throw misplaced(endpoint, choice, option.places());
    }
  }

  private static void requireFamily(Choice<?> choice, Endpoint endpoint, Family family) {
    int level = choice.option().level();
    if (level == LEVEL_IPV4 && family == Family.IPV6) {
      throw misplaced(endpoint, choice, "IPv4; IPv6 has IPV6_TCLASS");
    }
    if (level == LEVEL_IPV6 && family == Family.IPV4) {
      throw misplaced(endpoint, choice, "IPv6; IPv4 has IP_TOS");
    }
  }

  private static StartException misplaced(Endpoint endpoint, Choice<?> choice, String places) {
    return new StartException(
        endpoint,
        "%s: misplaced (expected: for %s); remove it, or choose it for the others alone"
            .formatted(choice, places));
  }
}
