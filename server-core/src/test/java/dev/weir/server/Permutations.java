package dev.weir.server;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.server.endpoint.Scheme;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every transport with every scheme. */
final class Permutations {
  private Permutations() {}

  static Stream<Arguments> all() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(Scheme.values()).map(scheme -> arguments(kind, scheme)));
  }
}
