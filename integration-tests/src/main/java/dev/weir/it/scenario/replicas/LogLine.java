package dev.weir.it.scenario.replicas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log and whose it is.
 *
 * @param source the name that docker, compose or kubectl put before it; empty where none did
 * @param text what the program wrote
 */
record LogLine(String source, String text) {

  // What iperf3 writes begins with a brace, a bracket's end or a tab; a name begins with neither.
  private static final Pattern PREFIXED =
      Pattern.compile(
          "(?:\\[(?<pod>[^\\]\\s]+)\\] |(?<task>[^\\s{}\\[\\]\"|]+)\\s*\\| ?)(?<text>.*)");

  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  static LogLine of(String line) {
    String plain = COLOUR.matcher(line).replaceAll("");
    Matcher matcher = PREFIXED.matcher(plain);
    if (!matcher.matches()) {
      return new LogLine("", plain);
    }
    String pod = matcher.group("pod");
    return new LogLine(pod == null ? matcher.group("task") : pod, matcher.group("text"));
  }
}
