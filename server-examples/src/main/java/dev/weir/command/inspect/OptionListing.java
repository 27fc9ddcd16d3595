package dev.weir.command.inspect;

import dev.weir.command.text.Columns;
import dev.weir.server.option.SocketOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of the catalogue with what this machine says about each.
 *
 * @param findings in the order of the catalogue, for each option one finding per kind of socket
 */
record OptionListing(Map<SocketOption<?>, List<OptionFinding>> findings) {
  private static final List<String> HEADING =
      List.of("OPTION", "SOCKET", "DEFAULT HERE", "MAY BE SET", "VALUES");

  static OptionListing of(Collection<SocketOption<?>> options) {
    Map<SocketOption<?>, List<OptionFinding>> findings = new LinkedHashMap<>();
    for (SocketOption<?> option : options) {
      List<OptionFinding> tried =
          option.scopes().stream().sorted().map(scope -> OptionTrial.of(option, scope)).toList();
      findings.put(option, tried);
    }
    return new OptionListing(findings);
  }

  /** A line for each option and kind of socket. */
  String table() {
    List<List<String>> rows = new ArrayList<>(List.of(HEADING));
    findings.forEach((option, found) -> {
      for (OptionFinding finding : found) {
        rows.add(
            List.of(
                option.name(),
                finding.place(),
                finding.shownFallback(),
                finding.verdict(),
                option.type().form()));
      }
    });
    return Columns.aligned(rows);
  }

  /** Everything about each option, a paragraph an option. */
  String details() {
    StringBuilder text = new StringBuilder();
    findings.forEach((option, found) -> text.append(details(option, found)));
    return text.toString();
  }

  private static String details(SocketOption<?> option, List<OptionFinding> found) {
    SocketOption.Notes notes = option.notes();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  values", option.type().form()));
    rows.add(List.of("  sockets", option.places()));
    rows.add(List.of("  default", notes.standard()));
    for (OptionFinding finding : found) {
      rows.add(
          List.of(
              "  here, " + finding.place(),
              finding.shownFallback() + "; may be set: " + finding.verdict()));
    }
    rows.add(List.of("  since kernel", notes.since()));
    rows.add(List.of("  capability", notes.capability()));
    if (!notes.limit().isEmpty()) {
      rows.add(List.of("  bounded by", notes.limit()));
    }
    rows.add(List.of("  trap", notes.trap()));
    return "%s: %s%n%s".formatted(option.name(), notes.meaning(), Columns.aligned(rows));
  }

  /** The same for programs: a list of maps. */
  List<Map<String, Object>> data() {
    List<Map<String, Object>> list = new ArrayList<>();
    findings.forEach((option, found) -> list.add(data(option, found)));
    return list;
  }

  private static Map<String, Object> data(SocketOption<?> option, List<OptionFinding> found) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", option.name());
    map.put("level", option.level());
    map.put("number", option.number());
    map.put("values", option.type().form());
    map.put("meaning", option.notes().meaning());
    map.put("default", option.notes().standard());
    map.put("sinceKernel", option.notes().since());
    map.put("capability", option.notes().capability());
    map.put("boundedBy", option.notes().limit());
    map.put("trap", option.notes().trap());
    map.put("here", found.stream().map(OptionListing::data).toList());
    return map;
  }

  private static Map<String, Object> data(OptionFinding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("socket", finding.place());
    finding.fallback().ifPresent(value -> map.put("default", value));
    map.put("settable", finding.settable());
    finding.refusal().ifPresent(errno -> map.put("errno", errno.name()));
    return map;
  }
}
