package dev.weir.command.serve;

import dev.weir.examples.StatsdCollector;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The StatsD collector. */
public final class StatsdService implements Service {

  private final StatsdCollector collector = new StatsdCollector();

  /** Called by the service loader. */
  public StatsdService() {}

  @Override
  public String name() {
    return "statsd";
  }

  @Override
  public String summary() {
    return "sums up StatsD datagrams (udp); tells the sums (tcp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(collector::tcp);
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> udp() {
    return Optional.of(collector::udp);
  }

  @Override
  public boolean sessions() {
    return true;
  }
}
