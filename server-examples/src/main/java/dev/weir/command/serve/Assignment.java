package dev.weir.command.serve;

import dev.weir.command.UsageException;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service and where it listens: {@code echo=tcp://:7,udp://:7} on the command line, or a bare
 * name with {@code --listen}.
 */
record Assignment(Service service, List<Endpoint> endpoints) {

  Assignment {
    endpoints = List.copyOf(endpoints);
    endpoints.forEach(endpoint -> requireSpoken(service, endpoint));
  }

  /** All assignments of a command line. */
  static List<Assignment> parse(List<String> words, List<String> listen) {
    if (!listen.isEmpty() && words.size() != 1) {
      throw new UsageException("--listen: serves one name; write NAME=URI[,URI...] for several");
    }
    List<Assignment> assignments = new ArrayList<>();
    for (String word : words) {
      assignments.add(parse(word, listen));
    }
    return assignments;
  }

  private static Assignment parse(String word, List<String> listen) {
    int equals = word.indexOf('=');
    if (equals < 0 && listen.isEmpty()) {
      throw new UsageException(
          word + ": no endpoint (expected: --listen URI[,URI...] or " + word + "=URI[,URI...])");
    }
    if (equals >= 0 && !listen.isEmpty()) {
      throw new UsageException("--listen: " + word + " names its endpoints already");
    }
    String name = equals < 0 ? word : word.substring(0, equals);
    Service service = Services.named(name);
    List<String> lists = equals < 0 ? listen : List.of(word.substring(equals + 1));
    return new Assignment(service, lists.stream().flatMap(Assignment::endpoints).toList());
  }

  // An empty item is a mistake to hear about, so the limit keeps those at the end too.
  private static Stream<Endpoint> endpoints(String list) {
    return Stream.of(list.split(",", -1)).map(Assignment::endpoint);
  }

  private static Endpoint endpoint(String uri) {
    try {
      return Endpoint.parse(uri);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
  }

  private static void requireSpoken(Service service, Endpoint endpoint) {
    boolean spoken =
        switch (endpoint.scheme()) {
          case TCP -> service.tcp().isPresent();
          case UDP -> service.udp().isPresent();
        };
    if (!spoken) {
      throw new UsageException(
          "%s: the service %s does not speak %s"
              .formatted(endpoint, service.name(), endpoint.scheme().text()));
    }
  }

  /** The endpoints of one transport. */
  Endpoint[] endpoints(Scheme scheme) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.scheme() == scheme)
        .toArray(Endpoint[]::new);
  }
}
