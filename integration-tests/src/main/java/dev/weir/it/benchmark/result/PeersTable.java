package dev.weir.it.benchmark.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the README: Weir beside what others have written, whoever wins. Of a row it shows
 * the measure that the row is about; what is best is bold.
 */
public final class PeersTable {

  private static final String WEIR = "Weir";
  private static final List<List<String>> PEERS =
      List.of(
          List.of("C", "iperf3"), List.of("Netty"), List.of("Reactor Netty"), List.of("Vert.x"));

  private final BenchmarkResult result;

  private PeersTable(BenchmarkResult result) {
    this.result = result;
  }

  /** The table in Markdown, or a sentence where nothing was measured. */
  public static String of(BenchmarkResult result) {
    return new PeersTable(result).text();
  }

  private String text() {
    List<RowResult> rows = result.rows().stream().filter(PeersTable::hasPeer).toList();
    if (rows.isEmpty()) {
      return "No figures of this version have been kept yet.\n";
    }
    String head =
        "| work | Weir | C or iperf3 | Netty | Reactor Netty | Vert.x |\n|---|---|---|---|---|---|\n";
    String lines = rows.stream().map(PeersTable::line).collect(Collectors.joining());
    return head + lines + "\n" + foot();
  }

  private String foot() {
    return "Medians of %d rounds on %s; bold is best, and where ranges overlap nobody is sure to be.\n"
        .formatted(result.rounds(), result.environment().getOrDefault("CPU", "this machine"));
  }

  private static boolean hasPeer(RowResult row) {
    return figure(row, WEIR).isPresent()
        && PEERS.stream().flatMap(List::stream).anyMatch(name -> figure(row, name).isPresent());
  }

  private static String line(RowResult row) {
    String cells =
        Stream.concat(Stream.of(List.of(WEIR)), PEERS.stream())
            .map(names -> cell(row, names))
            .collect(Collectors.joining(" | "));
    return "| %s | %s |\n".formatted(row.title(), cells);
  }

  private static String cell(RowResult row, List<String> names) {
    return names.stream()
        .map(name -> figure(row, name))
        .flatMap(Optional::stream)
        .findFirst()
        .map(value -> shown(row, value))
        .orElse("");
  }

  private static String shown(RowResult row, double value) {
    String text = Plain.of(row.main().unit(row.things()), value);
    return value == best(row) ? "**" + text + "**" : text;
  }

  private static double best(RowResult row) {
    var values =
        Stream.concat(Stream.of(WEIR), PEERS.stream().flatMap(List::stream))
            .map(name -> figure(row, name))
            .flatMap(Optional::stream)
            .mapToDouble(Double::doubleValue);
    return (row.main().moreIsBetter() ? values.max() : values.min()).orElse(Double.NaN);
  }

  private static Optional<Double> figure(RowResult row, String name) {
    return row.variants().stream()
        .filter(variant -> variant.name().equals(name))
        .map(variant -> Median.of(variant.values(row.main())).value())
        .filter(Objects::nonNull)
        .filter(value -> !value.isNaN())
        .findFirst();
  }
}
