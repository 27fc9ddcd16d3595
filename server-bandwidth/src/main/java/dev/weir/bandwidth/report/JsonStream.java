package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A test as one JSON object a line, each at the moment it happens: {@code
 * {"event":NAME,"data":VALUE}}. Nothing is kept but the beginning and the end.
 */
public final class JsonStream extends JsonStory {

  private Optional<String> refusal = Optional.empty();

  /**
   * A stream of events that is yet to begin.
   *
   * @param role which end tells
   * @param identity who it says it is
   * @param out takes each line, newline included
   */
  public JsonStream(Role role, Identity identity, Consumer<String> out) {
    super(role, identity, out);
  }

  @Override
  void begun(Json beginning) {
    event("start", beginning);
  }

  @Override
  void next(Json interval) {
    event("interval", interval);
  }

  /** As with the original, what the server says goes before what this end makes of it. */
  @Override
  public void refused(String text) {
    refusal = Optional.of(text);
  }

  @Override
  public void closed() {
    refusal.or(this::error).ifPresent(text -> event("error", new Json.Text(text)));
    serverOutput().ifPresent(output -> event(key(output), value(output)));
    event("end", end());
  }

  private void event(String name, Json data) {
    print(JsonWriter.compact(new Json.Fields().put("event", name).put("data", data)));
  }
}
