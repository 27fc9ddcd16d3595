package dev.weir.bandwidth.report;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The time in the patterns of C's {@code strftime}, in the C locale. */
final class Strftime {

  private static final Map<Character, String> COMPOSED =
      Map.of(
          'c', "%a %b %e %H:%M:%S %Y",
          'D', "%m/%d/%y",
          'F', "%Y-%m-%d",
          'r', "%I:%M:%S %p",
          'R', "%H:%M",
          'T', "%H:%M:%S",
          'x', "%m/%d/%y",
          'X', "%H:%M:%S",
          'h', "%b");

  private static final Map<Character, String> JAVA =
      Map.ofEntries(
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('d', "dd"),
          Map.entry('e', "ppd"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('j', "DDD"),
          Map.entry('k', "ppH"),
          Map.entry('l', "pph"),
          Map.entry('m', "MM"),
          Map.entry('M', "mm"),
          Map.entry('p', "a"),
          Map.entry('S', "ss"),
          Map.entry('u', "e"),
          Map.entry('y', "yy"),
          Map.entry('Y', "uuuu"),
          Map.entry('z', "xx"),
          Map.entry('Z', "zzz"));

  private Strftime() {}

  /** What is no known conversion stays as it is. */
  static String format(String pattern, ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      boolean conversion = pattern.charAt(at) == '%' && at + 1 < pattern.length();
      out.append(
          conversion ? convert(pattern.charAt(++at), time) : String.valueOf(pattern.charAt(at)));
    }
    return out.toString();
  }

  private static String convert(char letter, ZonedDateTime time) {
    String composed = COMPOSED.get(letter);
    if (composed != null) {
      return format(composed, time);
    }
    String java = JAVA.get(letter);
    if (java != null) {
      return DateTimeFormatter.ofPattern(java, Locale.US).format(time);
    }
    return switch (letter) {
      case 's' -> Long.toString(time.toEpochSecond());
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> "%" + letter;
    };
  }
}
