package dev.weir.bandwidth.report.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Verdicts, each told by sign, word and colour; and the count of all. */
final class VerdictsHtml {
  private final Markup out;

  VerdictsHtml(Markup out) {
    this.out = out;
  }

  void render(Verdicts block) {
    out.open("ul", "class", "verdicts", "aria-label", "Expectations");
    block.verdicts().forEach(this::verdict);
    out.close("ul");
  }

  /** Such as: 3 expectations met, 1 missed. Nothing where there are none. */
  void count(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    String counts =
        Arrays.stream(Outcome.values())
            .filter(outcome -> count(verdicts, outcome) > 0)
            .map(outcome -> count(verdicts, outcome) + " " + outcome.word)
            .collect(Collectors.joining(", "));
    out.element("p", "Expectations: " + counts + ".", "class", "tally");
  }

  private static int count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream()
        .filter(verdict -> verdict.outcome() == outcome)
        .mapToInt(Verdict::times)
        .sum();
  }

  private void verdict(Verdict verdict) {
    Outcome outcome = verdict.outcome();
    out.open("li", "class", outcome.name().toLowerCase(Locale.ROOT)).open("strong");
    out.element("span", outcome.sign, "aria-hidden", "true").text(" " + outcome.word);
    out.close("strong").element("span", verdict.expectation());
    if (!verdict.seen().isEmpty()) {
      out.element("span", verdict.seen(), "class", "seen");
    }
    out.close("li");
  }
}
