package dev.weir.command.serve;

import dev.weir.examples.Daytime;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Daytime over TCP and UDP. */
public final class DaytimeService implements Service {

  /** Called by the service loader. */
  public DaytimeService() {}

  @Override
  public String name() {
    return "daytime";
  }

  @Override
  public String summary() {
    return "tells the date and the time (tcp, udp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(Daytime::tcp);
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> udp() {
    return Optional.of(Daytime::udp);
  }
}
