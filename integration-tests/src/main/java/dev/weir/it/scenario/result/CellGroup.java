package dev.weir.it.scenario.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cells that differ in their peers alone, or in their world: what a reader wants in one picture.
 *
 * @param title what they have in common
 * @param cells their results, by what tells them apart, round by round
 */
record CellGroup(String title, Map<String, List<CellResult>> cells) {

  static List<CellGroup> of(List<CellResult> results) {
    boolean worlds = results.stream().map(CellResult::world).distinct().count() > 1;
    Map<String, Map<String, List<CellResult>>> groups = new LinkedHashMap<>();
    for (CellResult result : results) {
      groups
          .computeIfAbsent(common(result), title -> new LinkedHashMap<>())
          .computeIfAbsent(name(result, worlds), name -> new ArrayList<>())
          .add(result);
    }
    return groups.entrySet().stream()
        .map(group -> new CellGroup(group.getKey(), group.getValue()))
        .toList();
  }

  private static String common(CellResult result) {
    String text =
        result.values().entrySet().stream()
            .filter(entry -> !isPeer(entry.getKey()))
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "All tests" : text;
  }

  private static boolean isPeer(String field) {
    return field.startsWith("server") || field.startsWith("client") || field.equals("between");
  }

  /** Such as {@code iperf3 to weir}: the client first, as the connection goes. */
  static String name(CellResult result, boolean worlds) {
    String peers = peers(result);
    return worlds ? peers + ", " + result.world() : peers;
  }

  static String peers(CellResult result) {
    if (result.values().containsKey("between")) {
      String peer = result.values().get("between");
      return peer + " to " + peer;
    }
    String server =
        result.settings().getOrDefault("server", result.values().getOrDefault("server", "?"));
    String client =
        result.settings().getOrDefault("client", result.values().getOrDefault("client", "?"));
    return client + " to " + server;
  }
}
