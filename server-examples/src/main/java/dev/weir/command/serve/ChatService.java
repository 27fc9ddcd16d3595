package dev.weir.command.serve;

import dev.weir.examples.Chat;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A chat room, a line a message. */
public final class ChatService implements Service {

  private final Chat chat = new Chat();

  /** Called by the service loader. */
  public ChatService() {}

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public String summary() {
    return "one room; the first line is your name (tcp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(chat::pipeline);
  }
}
