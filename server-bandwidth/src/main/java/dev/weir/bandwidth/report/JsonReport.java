package dev.weir.bandwidth.report;

import java.util.function.Consumer;

/**
 * A test as one JSON document, printed when it is over, whether it went well or not.
 *
 * <p>Keys, their order and the layout are those of {@code iperf3 -J}. Intervals are kept until the
 * end.
 */
public final class JsonReport extends JsonStory {

  private final Json.Items intervals = new Json.Items();

  /**
   * A report that is yet to be told.
   *
   * @param role which end tells
   * @param identity who it says it is
   * @param out takes the document, newline included
   */
  public JsonReport(Role role, Identity identity, Consumer<String> out) {
    super(role, identity, out);
  }

  @Override
  void begun(Json beginning) {
    // Told at the end, with everything else.
  }

  @Override
  void next(Json interval) {
    intervals.add(interval);
  }

  @Override
  public void closed() {
    print(JsonWriter.pretty(tree()));
  }

  /** All that is known by now, as a server sends it to a client that asks for its output. */
  public String soFar() {
    return JsonWriter.compact(known());
  }

  private Json.Fields known() {
    return new Json.Fields()
        .put("start", beginning())
        .put("intervals", intervals)
        .put("end", end());
  }

  private Json tree() {
    Json.Fields tree = known();
    error().ifPresent(text -> tree.put("error", text));
    settings().flatMap(TestSettings::title).ifPresent(title -> tree.put("title", title));
    settings().flatMap(TestSettings::extraData).ifPresent(data -> tree.put("extra_data", data));
    serverOutput().ifPresent(output -> tree.put(key(output), value(output)));
    return tree;
  }
}
