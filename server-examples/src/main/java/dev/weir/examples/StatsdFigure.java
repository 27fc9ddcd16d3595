package dev.weir.examples;

import java.util.Locale;
import java.util.regex.Matcher;

/** What the samples of one name have come to. Several threads may add to it. */
final class StatsdFigure {

  private double count;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  synchronized void add(Matcher parts) {
    double value = Double.parseDouble(parts.group("value"));
    // A sampled figure stands for those that its sender left out.
    double weight = parts.group("rate") == null ? 1 : 1 / Double.parseDouble(parts.group("rate"));
    boolean absolute = Character.isDigit(parts.group("value").charAt(0));
    boolean replaces = parts.group("kind").equals("g") && absolute;
    count += weight;
    sum = replaces ? value : sum + value * weight;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  synchronized String text(String key) {
    return key.endsWith(" ms")
        ? String.format(
            Locale.ROOT,
            "%s %.0f times, mean %.3f, %.3f to %.3f",
            key,
            count,
            sum / count,
            least,
            most)
        : String.format(Locale.ROOT, "%s %.3f", key, sum);
  }
}
