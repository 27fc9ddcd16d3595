package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.config.Quantities;
import dev.weir.it.scenario.Expectation.Bound;
import dev.weir.it.world.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code expect: [throughput >= 0.9 of iperf3, completes]}.
 *
 * @param duration of the whole test, with what is omitted
 */
record ExpectationReader(
    Problems problems, Protocol protocol, Duration duration, Link link, List<Fault> faults) {

  List<Expectation> read(Node node) {
    List<Expectation> found = new ArrayList<>();
    List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
    for (int i = 0; i < items.size(); i++) {
      one(items.get(i), "expect[" + (i + 1) + "]").ifPresent(found::add);
    }
    if (found.stream().anyMatch(Expectation.Completes.class::isInstance)
        && found.stream().anyMatch(Expectation.Fails.class::isInstance)) {
      problems.add(node.where(), "expect: completes and fails (expected: one of both)");
    }
    return found;
  }

  private Optional<Expectation> one(Node node, String path) {
    if (!(node instanceof Node.Scalar scalar)) {
      problems.expected(node.where(), path, node.shown(), ExpectationText.EXPECTED);
      return Optional.empty();
    }
    try {
      Expectation expectation = ExpectationText.parse(scalar.text());
      if (expectation instanceof Bound bound) {
        misfit(bound).ifPresent(text -> problems.add(node.where(), path + ": " + text));
      }
      return Optional.of(expectation);
    } catch (IllegalArgumentException e) {
      problems.add(node.where(), path + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** What is right by itself and says nothing of this test. */
  private Optional<String> misfit(Bound bound) {
    if (bound.reference().filter(r -> r == Expectation.Reference.LINK).isPresent()
        && link.rate() == 0) {
      return Optional.of("\"" + bound.text() + "\" (expected: a link.rate to compare with)");
    }
    if (bound.metric() == Metric.RECOVERY) {
      return unrecoverable()
          .map(expected -> "\"" + bound.text() + "\" (expected: " + expected + ")");
    }
    return measured(bound.metric())
        ? Optional.empty()
        : Optional.of(
            bound.metric().word()
                + ": "
                + protocol.word()
                + " has none (expected: another figure)");
  }

  /** What it would take to recover; empty where there is something to recover from. */
  private Optional<String> unrecoverable() {
    boolean over =
        faults.stream().anyMatch(one -> one.end().isPresent() || one.kind().ends().isPresent());
    if (!over) {
      return Optional.of("a fault that ends, with for: or heal, to recover from");
    }
    boolean late =
        faults.stream()
            .flatMap(one -> one.end().stream())
            .anyMatch(end -> end.compareTo(duration) >= 0);
    return late
        ? Optional.of(
            "faults that are over before the test ends after " + Quantities.print(duration))
        : Optional.empty();
  }

  private boolean measured(Metric metric) {
    return switch (metric) {
      case RETRANSMITS, RTT -> protocol == Protocol.TCP;
      case JITTER -> protocol == Protocol.UDP;
      default -> true;
    };
  }
}
