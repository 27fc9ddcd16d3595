package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options of one endpoint's sockets: what was chosen for its kind, and what it says itself. */
final class Choices {
  private Choices() {}

  static List<Choice<?>> of(SocketOptions options, Endpoint endpoint) {
    Optional<String> device = endpoint.placement().device();
    Stream<Choice<?>> chosen =
        options.of(endpoint.scheme()).stream()
            .filter(c -> device.isEmpty() || !c.option().equals(OptionCatalogue.SO_BINDTODEVICE));
    return Stream.<Choice<?>>concat(device.stream().map(Choices::device), chosen).toList();
  }

  private static Choice<?> device(String name) {
    return new Choice<>(Optional.empty(), OptionCatalogue.SO_BINDTODEVICE, name);
  }
}
