package dev.weir.examples.keyvalue;

/**
 * A pattern of Redis's KEYS: {@code *} for any text, {@code ?} for any character, a backslash
 * before what stands for itself. It takes time in proportion to pattern times text at most, which a
 * regular expression of the peer's making need not.
 */
record GlobPattern(String pattern) {

  boolean matches(String text) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int i = 0;
    while (i < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < pattern.length() && fits(at, text.charAt(i))) {
        at += width(at);
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private boolean fits(int at, char character) {
    char wanted = pattern.charAt(at);
    return escapes(at) ? pattern.charAt(at + 1) == character : wanted == '?' || wanted == character;
  }

  private int width(int at) {
    return escapes(at) ? 2 : 1;
  }

  private boolean escapes(int at) {
    return pattern.charAt(at) == '\\' && at + 1 < pattern.length();
  }
}
