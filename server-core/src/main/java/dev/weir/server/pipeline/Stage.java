package dev.weir.server.pipeline;

import io.netty.channel.ChannelHandler;
import java.util.function.Supplier;

/**
 * A named place in a pipeline.
 *
 * @param name unique in its pipeline
 * @param handler gives the handler of each new channel, on the channel's loop: a new one, or the
 *     same where it is sharable
 */
public record Stage(String name, Supplier<? extends ChannelHandler> handler) {
  /**
   * A stage with a name.
   *
   * @throws IllegalArgumentException where the name is blank
   */
  public Stage {
    if (name.isBlank()) {
      throw new IllegalArgumentException("stage: blank name (expected: a word, such as frame)");
    }
  }

  // Both by hand, as a record's own have the JVM make code when a server starts.

  @Override
  public boolean equals(Object other) {
    return other instanceof Stage stage && name.equals(stage.name) && handler.equals(stage.handler);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + handler.hashCode();
  }
}
