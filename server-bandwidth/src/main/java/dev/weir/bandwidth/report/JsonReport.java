package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A test as one JSON document, printed when it is over, whether it went well or not.
 *
 * <p>Keys, their order and the layout are those of {@code iperf3 -J}. Intervals are kept until the
 * end.
 */
public final class JsonReport implements TestEvents {

  private final Role role;
  private final Consumer<String> out;
  private final JsonStart start;
  private final Json.Items intervals = new Json.Items();
  private Json end = new Json.Fields();
  private @Nullable TestDescription test;
  private Optional<String> error = Optional.empty();
  private Optional<ServerOutput> serverOutput = Optional.empty();

  /**
   * A report that is yet to be told.
   *
   * @param role which end tells
   * @param identity who it says it is
   * @param out takes the document, newline included
   */
  public JsonReport(Role role, Identity identity, Consumer<String> out) {
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
    }
  }

  @Override
  public void interval(IntervalReport interval) {
    if (test != null) {
      intervals.add(JsonInterval.of(test, interval));
    }
  }

  @Override
  public void finished(TestReport report) {
    end = JsonEnd.of(report);
    serverOutput = report.serverOutput();
  }

  @Override
  public void failed(String text) {
    error = Optional.of(errorText(role, text));
  }

  /** A client's document carries the bare error, a server's the whole line. */
  static String errorText(Role role, String text) {
    String prefix = "error - ";
    return role == Role.CLIENT && text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  @Override
  public void closed() {
    out.accept(JsonWriter.pretty(tree()) + "\n");
  }

  /** All that is known by now, as a server sends it to a client that asks for its output. */
  public String soFar() {
    return JsonWriter.compact(
        new Json.Fields().put("start", start.tree()).put("intervals", intervals).put("end", end));
  }

  private Json tree() {
    Json.Fields tree =
        new Json.Fields().put("start", start.tree()).put("intervals", intervals).put("end", end);
    error.ifPresent(text -> tree.put("error", text));
    if (test != null) {
      test.settings().title().ifPresent(title -> tree.put("title", title));
      test.settings().extraData().ifPresent(data -> tree.put("extra_data", data));
    }
    serverOutput.ifPresent(output -> tree.put(key(output), value(output)));
    return tree;
  }

  static String key(ServerOutput output) {
    return switch (output) {
      case ServerOutput.Text text -> "server_output_text";
      case ServerOutput.Json json -> "server_output_json";
    };
  }

  static Json value(ServerOutput output) {
    return switch (output) {
      case ServerOutput.Text text -> new Json.Text(text.text());
      case ServerOutput.Json json -> JsonReader.read(json.json());
    };
  }
}
