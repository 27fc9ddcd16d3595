package dev.weir.command.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped one probably meant. */
public final class NearestName {
  private NearestName() {}

  /** The known name at the least edit distance, if it is near enough to be meant. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(plain(name), plain(candidate)) <= tolerated(name))
        .min(Comparator.comparingInt(candidate -> distance(plain(name), plain(candidate))));
  }

  private static int tolerated(String name) {
    return name.length() < 3 ? 1 : Math.max(2, name.length() / 3);
  }

  /** Case, dashes and underscores are what other programs' files differ in. */
  private static String plain(String name) {
    String cut = name.length() > 64 ? name.substring(0, 64) : name;
    return cut.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
