package dev.weir.it.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stays of a text report when everything is taken out that differs from run to run: numbers of
 * sockets, ports and bytes, and an interval too short to count. Widths and blanks stay.
 */
final class TextShape {

  private static final Pattern SPAN = Pattern.compile("  *(\\d+\\.\\d+)-(\\d+\\.\\d+) *sec");

  private TextShape() {}

  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    text.lines()
        .filter(TextShape::longEnough)
        .map(TextShape::masked)
        .filter(line ->
            !(line.startsWith("- -") && line.equals(lines.isEmpty() ? "" : lines.getLast())))
        .forEach(lines::add);
    return lines;
  }

  /** A few bytes that come after the last whole interval make one of their own, or not. */
  private static boolean longEnough(String line) {
    Matcher span = SPAN.matcher(line);
    return !span.find()
        || Double.parseDouble(span.group(2)) - Double.parseDouble(span.group(1)) > 0.2;
  }

  /** To halves of a second: intervals are not shorter here. */
  private static String rounded(MatchResult span) {
    return "  %.1f-%.1f sec".formatted(half(span.group(1)), half(span.group(2)));
  }

  private static double half(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 2) / 2.0;
  }

  private static String masked(String line) {
    return SPAN.matcher(line)
        .replaceAll(TextShape::rounded)
        .replaceAll("\\[ *\\d+\\]", "[ N]")
        .replaceAll("port \\d+", "port N")
        .replaceAll("Cookie: \\w+", "Cookie: N")
        .replaceAll("Time: .*", "Time: N")
        .replaceAll("^iperf 3\\..*", "iperf 3.N")
        .replaceAll("listening on \\d+", "listening on N")
        .replaceAll("test #\\d+", "test #N")
        .replaceAll("[ \\d.]{4} [KMGT]?Bytes(/sec)?", "#### Bytes$1")
        .replaceAll("[ \\d.]{4} [KMGT]?bits/sec", "#### bits/sec")
        .replaceAll("\\d+\\.\\d{3} ms", "# ms")
        .replaceAll("\\d+/\\d+ \\([^)]*%\\)", "#/# (#%)")
        .replaceAll("(Bytes|bits)/sec( +)\\d+  ", "$1/sec$2#  ")
        .replaceAll("/sec  [ \\d]{3}   ", "/sec  ###   ")
        .replaceAll("/sec  [ \\d]{3}$", "/sec  ###")
        .replaceAll("\\d+\\.\\d%", "#%");
  }
}
