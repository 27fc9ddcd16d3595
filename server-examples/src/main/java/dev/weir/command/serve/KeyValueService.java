package dev.weir.command.serve;

import dev.weir.examples.keyvalue.KeyValueServer;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The key-value server. */
public final class KeyValueService implements Service {

  private final KeyValueServer keyValue = new KeyValueServer();

  /** Called by the service loader. */
  public KeyValueService() {}

  @Override
  public String name() {
    return "keyvalue";
  }

  @Override
  public String summary() {
    return "a subset of Redis in bounded memory (tcp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(keyValue::pipeline);
  }
}
