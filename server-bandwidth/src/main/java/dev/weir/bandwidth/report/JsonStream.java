package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A test as one JSON object a line, each at the moment it happens: {@code
 * {"event":NAME,"data":VALUE}}. Nothing is kept but the beginning and the end.
 */
public final class JsonStream implements TestEvents {

  private final Role role;
  private final Consumer<String> out;
  private final JsonStart start;
  private Json end = new Json.Fields();
  private @Nullable TestDescription test;
  private Optional<String> error = Optional.empty();
  private Optional<ServerOutput> serverOutput = Optional.empty();

  /**
   * A stream of events that is yet to begin.
   *
   * @param role which end tells
   * @param identity who it says it is
   * @param out takes each line, newline included
   */
  public JsonStream(Role role, Identity identity, Consumer<String> out) {
    this.role = role;
    this.out = out;
    this.start = new JsonStart(identity);
  }

  @Override
  public void accepted(TestDescription description) {
    test = description;
    start.accepted(description);
  }

  @Override
  public void connected(StreamDescription stream) {
    start.connected(stream);
  }

  @Override
  public void started(SocketBuffers buffers) {
    if (test != null) {
      start.started(test, buffers);
      event("start", start.tree());
    }
  }

  @Override
  public void interval(IntervalReport interval) {
    if (test != null) {
      event("interval", JsonInterval.of(test, interval));
    }
  }

  @Override
  public void finished(TestReport report) {
    end = JsonEnd.of(report);
    serverOutput = report.serverOutput();
  }

  @Override
  public void failed(String text) {
    error = Optional.of(JsonReport.errorText(role, text));
  }

  @Override
  public void closed() {
    error.ifPresent(text -> event("error", new Json.Text(text)));
    serverOutput.ifPresent(output -> event(JsonReport.key(output), JsonReport.value(output)));
    event("end", end);
  }

  private void event(String name, Json data) {
    out.accept(JsonWriter.compact(new Json.Fields().put("event", name).put("data", data)) + "\n");
  }
}
