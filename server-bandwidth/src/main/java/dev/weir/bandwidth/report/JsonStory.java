package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.function.Consumer;

/** What the JSON of a test is made of, in whichever form it is told. */
abstract class JsonStory implements TestEvents {

  private static final String ERROR = "error - ";

  private final Role role;
  private final Consumer<String> out;
  private final JsonStart start;
  private Json end = new Json.Fields();
  private Optional<TestSettings> asked = Optional.empty();
  private Optional<TestDescription> test = Optional.empty();
  private Optional<String> error = Optional.empty();
  private Optional<ServerOutput> serverOutput = Optional.empty();

  JsonStory(Role role, Identity identity, Consumer<String> out) {
    this.role = role;
    this.out = out;
    this.start = new JsonStart(identity);
  }

  /** The fields of the beginning are known, and data flows. */
  abstract void begun(Json beginning);

  /** One more interval. */
  abstract void next(Json interval);

  @Override
  public final void asked(TestSettings settings) {
    asked = Optional.of(settings);
  }

  @Override
  public final void accepted(TestDescription description) {
    test = Optional.of(description);
    start.accepted(description);
  }

  @Override
  public final void opened(SocketBuffers buffers) {
    test.ifPresent(each -> start.buffers(each, buffers));
  }

  @Override
  public final void connected(StreamDescription stream) {
    start.connected(stream);
  }

  @Override
  public final void started(SocketBuffers buffers) {
    test.ifPresent(each -> {
      start.started(each, buffers);
      begun(start.tree());
    });
  }

  @Override
  public final void interval(IntervalReport interval) {
    test.ifPresent(each -> next(JsonInterval.of(each, interval)));
  }

  @Override
  public final void finished(TestReport report) {
    end = JsonEnd.of(report);
    serverOutput = report.serverOutput();
  }

  /** A client's document carries the bare error, a server's the whole line. */
  @Override
  public void failed(String text) {
    error =
        Optional.of(
            role == Role.CLIENT && text.startsWith(ERROR) ? text.substring(ERROR.length()) : text);
  }

  final void print(String text) {
    out.accept(text + "\n");
  }

  final Json beginning() {
    return start.tree();
  }

  final Json end() {
    return end;
  }

  final Optional<TestSettings> settings() {
    return test.map(TestDescription::settings).or(() -> asked);
  }

  final Optional<String> error() {
    return error;
  }

  final Optional<ServerOutput> serverOutput() {
    return serverOutput;
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
