package dev.weir.it.scenario;

import dev.weir.command.config.Location;
import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.config.Quantities;
import dev.weir.command.config.ScalarType;
import dev.weir.it.scenario.FaultKind.Target;
import dev.weir.it.world.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code faults: [{at: 2s, partition: server, for: 1s}]}. */
final class FaultReader {

  private static final String AT = "at";
  private static final String FOR = "for";
  private static final int MOST = 100;
  private static final List<String> KINDS =
      Arrays.stream(FaultKind.values()).map(FaultKind::word).toList();
  private static final List<String> FIELDS =
      Stream.concat(Stream.of(AT, FOR), KINDS.stream()).toList();
  private static final ScalarType<Integer> SIZE = Quantities.whole(68, 65_535);

  private final Problems problems;
  private final Duration duration;
  private final Protocol protocol;

  FaultReader(Problems problems, Duration duration, Protocol protocol) {
    this.problems = problems;
    this.duration = duration;
    this.protocol = protocol;
  }

  List<Fault> read(Node node) {
    if (!(node instanceof Node.Sequence list) || list.items().size() > MOST) {
      problems.expected(
          node.where(),
          "faults",
          node.shown(),
          "a list of at most " + MOST + ", each such as {at: 2s, partition: server, for: 1s}");
      return List.of();
    }
    Map<Fault, Location> places = new LinkedHashMap<>();
    for (int i = 0; i < list.items().size(); i++) {
      Location where = list.items().get(i).where();
      one(list.items().get(i), "faults[" + (i + 1) + "].")
          .ifPresent(fault -> places.put(fault, where));
    }
    List<Fault> faults = places.keySet().stream().sorted(Comparator.comparing(Fault::at)).toList();
    places.forEach((fault, where) ->
        misfit(fault, faults)
            .ifPresent(text -> problems.add(where, "faults: " + fault.text() + ": " + text)));
    return faults;
  }

  /** What is right by itself and cannot be in this test. */
  private Optional<String> misfit(Fault fault, List<Fault> all) {
    if (fault.kind() == FaultKind.RESET && protocol == Protocol.UDP) {
      return Optional.of("udp has no resets (expected: another fault, or tcp)");
    }
    return fault
        .kind()
        .ends()
        .filter(begin ->
            all.stream()
                .noneMatch(one ->
                    one.kind() == begin
                        && one.role() == fault.role()
                        && one.at().compareTo(fault.at()) <= 0))
        .map(begin ->
            "there is no %s %s before it to end (expected: one)"
                .formatted(begin.word(), fault.role().word()));
  }

  private Optional<Fault> one(Node written, String path) {
    Node node = FaultLine.spelledOut(written);
    Section section = new Section(node, path, FIELDS, problems);
    if (!(node instanceof Node.Mapping mapping)) {
      return Optional.empty();
    }
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    Optional<Duration> at = section.require(AT, Scales.DURATION);
    Optional<Duration> lasts = section.find(FOR, Scales.DURATION);
    checkTime(section, at, lasts);
    if (kinds.size() != 1) {
      // A field that nobody knows, or a time that has the fault in it, is complained of already.
      if (!kinds.isEmpty() || (knowsAll(mapping) && at.isPresent())) {
        wrongCount(node, path, kinds);
      }
      return Optional.empty();
    }
    FaultKind kind =
        FaultKind.valueOf(kinds.getFirst().toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    if (lasts.isPresent() && !kind.canEnd()) {
      section.wrong(FOR, "does not go with " + kind.word() + " (expected: nothing)");
    }
    Optional<Double> value = value(section, kind);
    Role role =
        kind.target() == Target.HOST
            ? section.find(kind.word(), Words.ROLE).orElse(Role.SERVER)
            : Role.SERVER;
    return at.flatMap(
        begin -> value.map(v -> new Fault(begin, kind, role, v, lasts, text(section, kind))));
  }

  private static boolean knowsAll(Node.Mapping mapping) {
    return mapping.entries().stream().allMatch(entry -> FIELDS.contains(entry.key().text()));
  }

  private void wrongCount(Node node, String path, List<String> kinds) {
    String name = path.substring(0, path.length() - 1);
    if (kinds.isEmpty()) {
      problems.add(
          node.where(),
          name + ": nothing goes wrong (expected: one of " + String.join(", ", KINDS) + ")");
    } else {
      problems.add(
          node.where(),
          name
              + ": "
              + String.join(" and ", kinds)
              + " in one fault (expected: one; more of them as more items of the list)");
    }
  }

  private void checkTime(Section section, Optional<Duration> at, Optional<Duration> lasts) {
    at.filter(moment -> moment.compareTo(duration) >= 0)
        .ifPresent(moment ->
            section.wrong(
                AT,
                Quantities.print(moment)
                    + " (expected: before the test ends after "
                    + Quantities.print(duration)
                    + ")"));
    lasts
        .filter(Duration::isZero)
        .ifPresent(zero -> section.wrong(FOR, "0s (expected: longer than nothing)"));
  }

  private static Optional<Double> value(Section section, FaultKind kind) {
    return switch (kind.target()) {
      case HOST -> section.find(kind.word(), Words.ROLE).map(role -> 0.0);
      case RATE -> section.find(kind.word(), Scales.LINK_RATE).map(Long::doubleValue);
      case SHARE -> section.find(kind.word(), Scales.SHARE);
      case SIZE -> section.find(kind.word(), SIZE).map(Integer::doubleValue);
    };
  }

  private static String text(Section section, FaultKind kind) {
    return section.entries().stream()
        .filter(entry -> !entry.key().text().equals(AT))
        .sorted(Comparator.comparing(entry -> !entry.key().text().equals(kind.word())))
        .map(entry -> entry.key().text() + " " + word(entry.value()))
        .collect(Collectors.joining(" "));
  }

  private static String word(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.text() : node.shown();
  }
}
