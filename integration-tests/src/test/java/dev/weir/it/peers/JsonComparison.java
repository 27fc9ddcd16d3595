package dev.weir.it.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON reports.
 *
 * @param release of the original
 */
record JsonComparison(int release) implements Comparison {

  /** Keys that came with a release: an older original does not have them. */
  private static final Map<String, Integer> SINCE =
      Map.of(
          "fq_rate", 13,
          "fqrate", 13,
          "bidir", 13,
          "interval", 17,
          "timemillisecs", 20,
          "reorder", 20,
          "gso", 21,
          "gro", 21);

  private static final int BUFFERS_ONCE = 13;

  @Override
  public List<String> shape(String text) {
    return JsonShape.of(text).stream().filter(this::known).toList();
  }

  @Override
  public List<String> originalShape(String text) {
    return rateOnce(release < BUFFERS_ONCE ? buffersOnce(JsonShape.of(text)) : JsonShape.of(text));
  }

  /** A key that comes twice in a server's own report comes once in what it sends to a client. */
  private static List<String> rateOnce(List<String> lines) {
    String rate = ".server_output_json.start.target_bitrate";
    List<String> once = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith(rate) || once.stream().noneMatch(known -> known.startsWith(rate))) {
        once.add(line);
      }
    }
    return once;
  }

  private boolean known(String line) {
    String key = line.substring(line.lastIndexOf('.') + 1).replaceAll("=.*", "");
    return SINCE.getOrDefault(key, 0) <= release;
  }

  /** Older releases tell the buffers of every stream, under the same keys. */
  private static List<String> buffersOnce(List<String> lines) {
    List<String> once = new ArrayList<>();
    for (String line : lines) {
      boolean buffer = line.contains(".sock_bufsize") || line.contains("buf_actual");
      if (!buffer || !once.contains(line)) {
        once.add(line);
      }
    }
    return once;
  }
}
