package dev.weir.command.config;

/** Says what an operator usually did where the parser only says what it met. */
final class SyntaxHint {
  private SyntaxHint() {}

  static String of(String problem) {
    return "not YAML: " + problem + hint(problem);
  }

  private static String hint(String problem) {
    if (problem.contains("mapping values are not allowed")) {
      return " (a text with \": \" in it needs quotes: options: \"tcp: TCP_NODELAY=on\")";
    }
    if (problem.contains("'\\t(TAB)'") || problem.contains("TAB")) {
      return " (indent with spaces)";
    }
    if (problem.contains("expected ',' or ']'") || problem.contains("expected ',' or '}'")) {
      return " (in a list, an endpoint with brackets needs quotes: [\"tcp://[::]:7\"])";
    }
    return "";
  }
}
