package dev.weir.it.scenario;

import dev.weir.command.text.NearestName;
import dev.weir.it.scenario.Expectation.Bound;
import dev.weir.it.scenario.Expectation.Order;
import dev.weir.it.scenario.Expectation.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an expectation: {@code throughput >= 0.9 of iperf3}. */
final class ExpectationText {

  static final String EXPECTED =
      "such as throughput >= 0.9 of iperf3, throughput >= 90m, loss == 0, retransmits <= 10,"
          + " rtt < 5ms, counted <= 5%, recovers within 3s, completes, fails, server survives";

  private static final Pattern BOUND =
      Pattern.compile("([a-z]+)\\s*(>=|<=|==|>|<)\\s*([^ ]+(?: ?%)?)(?:\\s+of\\s+([a-z0-9]+))?");
  private static final Pattern RECOVERS = Pattern.compile("recovers\\s+within\\s+(\\S+)");

  private ExpectationText() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the message names the part that is wrong
   */
  static Expectation parse(String text) {
    String line = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return switch (line) {
      case "completes" -> new Expectation.Completes(text);
      case "fails" -> new Expectation.Fails(text);
      case "server survives" -> new Expectation.ServerSurvives(text);
      default -> bound(text, line);
    };
  }

  private static Expectation bound(String text, String line) {
    Matcher recovers = RECOVERS.matcher(line);
    if (recovers.matches()) {
      double seconds = Scales.DURATION.parse(recovers.group(1)).toNanos() / 1e9;
      return new Bound(text, Metric.RECOVERY, Order.AT_MOST, seconds, Optional.empty());
    }
    Matcher matcher = BOUND.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")");
    }
    Metric metric = metric(matcher.group(1));
    Optional<Reference> reference = Optional.ofNullable(matcher.group(4)).map(w -> of(metric, w));
    String number = Objects.requireNonNull(matcher.group(3));
    double value = reference.isPresent() ? Scales.FACTOR.parse(number) : value(metric, number);
    return new Bound(text, metric, order(matcher.group(2)), value, reference);
  }

  private static Metric metric(String word) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\""
                    + word
                    + "\" (expected: a figure, one of "
                    + String.join(", ", metrics())
                    + ")"
                    + NearestName.of(word, metrics())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("")));
  }

  private static List<String> metrics() {
    return Arrays.stream(Metric.values()).map(Metric::word).toList();
  }

  private static Order order(String sign) {
    return Arrays.stream(Order.values())
        .filter(order -> order.sign().equals(sign))
        .findFirst()
        .orElseThrow();
  }

  private static Reference of(Metric metric, String word) {
    for (Reference reference : Reference.values()) {
      boolean fits = reference != Reference.LINK || metric == Metric.THROUGHPUT;
      if (fits && reference.name().equalsIgnoreCase(word)) {
        return reference;
      }
    }
    throw new IllegalArgumentException(
        "\"of " + word + "\" (expected: of iperf3, iperf2 or weir, or a throughput of link)");
  }

  private static double value(Metric metric, String text) {
    return switch (metric) {
      case THROUGHPUT -> Scales.RATE.parse(text);
      case LOSS -> Scales.SHARE.parse(text) * 100;
      case CPU, COUNTED -> Scales.PER_CENT.parse(text);
      case RETRANSMITS -> Scales.COUNT.parse(text);
      case RTT, JITTER, RECOVERY -> Scales.DURATION.parse(text).toNanos() / 1e9;
    };
  }
}
