package dev.weir.it.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Events, one JSON object a line, and the whole document behind them where there is one. How many
 * intervals there are may differ by one: those of one shape are told once.
 *
 * @param release of the original
 */
record JsonStreamComparison(int release) implements Comparison {

  private static final String RATE = ".data.start.target_bitrate=10000000";

  @Override
  public List<String> shape(String text) {
    return events(text, new JsonComparison(release)::shape);
  }

  @Override
  public List<String> originalShape(String text) {
    JsonComparison each = new JsonComparison(release);
    return events(text, event -> rateOnce(each.originalShape(event)));
  }

  /** A key that comes twice in a server's own report comes once in what Weir tells of it. */
  private static List<String> rateOnce(List<String> event) {
    List<String> once = new ArrayList<>(event);
    int first = once.indexOf(RATE);
    int last = once.lastIndexOf(RATE);
    if (once.contains(".event=server_output_json") && last > first) {
      once.remove(last);
    }
    return once;
  }

  private static List<String> events(String text, Function<String, List<String>> shape) {
    List<String> all = new ArrayList<>();
    List<String> last = List.of();
    StringBuilder document = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("{\"event\"")) {
        List<String> event = shape.apply(line);
        if (!event.equals(last)) {
          all.addAll(event);
        }
        last = event;
      } else {
        document.append(line).append('\n');
      }
    }
    all.addAll(shape.apply(document.toString()));
    return all;
  }
}
