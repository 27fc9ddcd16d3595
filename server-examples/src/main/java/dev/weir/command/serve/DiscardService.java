package dev.weir.command.serve;

import dev.weir.examples.Discard;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Discard over TCP and UDP. */
public final class DiscardService implements Service {

  /** Called by the service loader. */
  public DiscardService() {}

  @Override
  public String name() {
    return "discard";
  }

  @Override
  public String summary() {
    return "receives and drops (tcp, udp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(Discard::tcp);
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> udp() {
    return Optional.of(Discard::udp);
  }
}
