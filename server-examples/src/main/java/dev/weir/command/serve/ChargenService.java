package dev.weir.command.serve;

import dev.weir.examples.Chargen;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The character generator. */
public final class ChargenService implements Service {

  /** Called by the service loader. */
  public ChargenService() {}

  @Override
  public String name() {
    return "chargen";
  }

  @Override
  public String summary() {
    return "sends characters as fast as they are read (tcp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(Chargen::pipeline);
  }
}
