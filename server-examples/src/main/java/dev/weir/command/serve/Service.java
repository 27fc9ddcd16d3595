package dev.weir.command.serve;

import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something that {@code weir serve} can run by name. Implementations are found by {@link
 * java.util.ServiceLoader}: a jar on the class path adds its own. Each needs a public constructor
 * without arguments.
 */
public interface Service {

  /** The name on the command line, in lower case: {@code echo}. */
  String name();

  /** What it does, in one line of at most 60 characters. */
  String summary();

  /** The stages of its TCP connections; empty if it does not speak TCP. */
  default Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.empty();
  }

  /** The stages of its datagram channels; empty if it does not speak UDP. */
  default Optional<UnaryOperator<Pipeline>> udp() {
    return Optional.empty();
  }

  /** Whether its datagram channels have a session for each peer, whose bounds can be set. */
  default boolean sessions() {
    return false;
  }
}
