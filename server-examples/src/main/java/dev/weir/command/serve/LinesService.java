package dev.weir.command.serve;

import dev.weir.examples.LineCommands;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The line-based example protocol. */
public final class LinesService implements Service {

  /** Called by the service loader. */
  public LinesService() {}

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public String summary() {
    return "answers upper, reverse, length and quit, a line each (tcp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(LineCommands::pipeline);
  }
}
