package dev.weir.it.scenario.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.it.scenario.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that clients of Weir and of the original wrote; those of Weir offered 50 Mbit/s each. */
final class ReplicaLogsTest {

  private static final List<String> WEIR = List.of("weir-1.log", "weir-2.log", "weir-3.log");

  @TempDir private Path directory;

  private static String log(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReplicaLogsTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Merged merged(String... texts) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String text : texts) {
      files.add(Files.writeString(directory.resolve(files.size() + ".log"), text));
    }
    return ReplicaLogs.read(files);
  }

  private static String all() throws IOException {
    return log(WEIR.get(0)) + log(WEIR.get(1)) + log(WEIR.get(2));
  }

  /** One line of each in turn, as replicas that end together write, with names before them. */
  private static String mixed(String prefix) throws IOException {
    List<Iterator<String>> replicas = new ArrayList<>();
    for (String name : WEIR) {
      String named = prefix.replace("N", Integer.toString(replicas.size() + 1));
      replicas.add(log(name).lines().map(named::concat).iterator());
    }
    StringBuilder text = new StringBuilder();
    while (replicas.stream().anyMatch(Iterator::hasNext)) {
      replicas.stream()
          .filter(Iterator::hasNext)
          .forEach(replica -> text.append(replica.next()).append('\n'));
    }
    return text.toString();
  }

  private static void threeTests(Merged merged) {
    assertThat(merged.complete()).isTrue();
    assertThat(merged.replicas()).hasSize(3);
    assertThat(merged.values(Metric.THROUGHPUT))
        .satisfiesExactly(
            low -> assertThat(low).isCloseTo(37.9e6, within(1e5)),
            median -> assertThat(median).isCloseTo(41.4e6, within(1e5)),
            high -> assertThat(high).isCloseTo(42.6e6, within(1e5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weir_load.N.x8s9k2qv@node1    | ",
        "load_N       | ",
        "\u001B[36mload_N       |\u001B[0m ",
        "[pod/weir-load-N-7xq2p/load] "
      })
  void namesKeepReplicasApart(String prefix) throws Exception {
    threeTests(merged(mixed(prefix)));
  }

  @Test
  void needsNoNamesWhereReportsAreWhole() throws Exception {
    threeTests(merged(all()));
    threeTests(merged(log(WEIR.get(0)), log(WEIR.get(1)), log(WEIR.get(2))));
  }

  @Test
  void readsReportsOfOneLine() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (String name : WEIR) {
      lines.append(mapper.readTree(log(name))).append('\n');
    }
    threeTests(merged(lines.toString()));
  }

  @Test
  void countsWhatIsMixedAndNeverGuesses() throws Exception {
    Merged merged = merged(mixed(""));

    assertThat(merged.complete()).isFalse();
    assertThat(merged.replicas()).isEmpty();
    assertThat(merged.broken()).isPositive();
  }

  @Test
  void countsWhatIsCutOff() throws Exception {
    String cut = log(WEIR.get(0));
    Merged merged = merged(cut.substring(0, cut.length() / 2), log(WEIR.get(1)));

    assertThat(merged.replicas()).hasSize(1);
    assertThat(merged.broken()).isEqualTo(1);
    assertThat(MergedText.of(merged)).contains("2 reports: 1 finished, 0 failed. 1 cut off");
  }

  @Test
  void countsFailuresByReason() throws Exception {
    Merged merged = merged(all() + "connecting\n" + log("refused.log") + log("refused.log"));

    assertThat(merged.complete()).isFalse();
    assertThat(merged.good()).hasSize(3);
    assertThat(merged.problems())
        .hasSize(1)
        .allSatisfy((reason, times) -> {
          assertThat(reason).contains("Connection refused");
          assertThat(times).isEqualTo(2);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " & ",
      value = {
        "weir_load.7.526u9qn5qoun@node1 |  & weir_load.7.sg80ijni3fcm@node3 | ",
        "[pod/weir-load-7-7xq2p/load] & [pod/weir-load-7-ab2c9/load]",
        "load_1 | & load_1 | "
      })
  void aReplicaThatWasStartedAgainCountsOnce(String before, String after) throws Exception {
    String text = named(before, log("refused.log")) + named(after, log(WEIR.get(0)));

    assertThat(merged(text))
        .satisfies(merged -> {
          assertThat(merged.complete()).isTrue();
          assertThat(merged.replicas()).hasSize(1);
          assertThat(MergedText.of(merged))
              .contains("1 reports: 1 finished, 0 failed. Before them 1 starts failed; 1 times: ");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " & ",
      value = {
        "weir_load.7.526u9qn5qoun@node1 | & weir_load.8.sg80ijni3fcm@node3 |",
        "[pod/weir-load-7xq2p/load] & [pod/weir-load-ab2c9/load]",
        "load_1 | & load_2 |"
      })
  void anotherReplicaMakesNothingGood(String failed, String finished) throws Exception {
    Merged merged = merged(named(failed, log("refused.log")) + named(finished, log(WEIR.get(0))));

    assertThat(merged.complete()).isFalse();
    assertThat(merged.replicas()).hasSize(2);
  }

  private static String named(String prefix, String log) {
    return log.lines()
        .map(line -> prefix.strip() + " " + line + "\n")
        .collect(Collectors.joining());
  }

  /** What every interval carried is in the seconds, no more and no less. */
  @Test
  void sumsBySecond() throws Exception {
    Merged merged = merged(all());
    double intervals =
        merged.good().stream()
            .flatMap(one -> one.intervals().stream())
            .mapToDouble(interval -> interval.bits() * (interval.end() - interval.start()))
            .sum();

    assertThat(merged.seconds().stream().mapToDouble(Merged.Second::bits).sum())
        .isCloseTo(intervals, within(intervals * 1e-9));
    assertThat(merged.seconds().getFirst().number()).isZero();
    assertThat(merged.seconds()).allMatch(second -> second.replicas() <= 3);
  }

  @Test
  void readsTheOriginal() throws Exception {
    Merged merged = merged(log("iperf3-tcp.log"), log("iperf3-udp.log"));

    assertThat(merged.complete()).isTrue();
    assertThat(merged.values(Metric.THROUGHPUT)).hasSize(2);
    assertThat(merged.values(Metric.LOSS)).containsExactly(0.0);
    assertThat(merged.values(Metric.RETRANSMITS)).hasSize(1);
  }

  @Test
  void writesAPageEvenOfNothing() throws Exception {
    Path page = directory.resolve("page.html");
    for (String text : Stream.of(all() + log("refused.log"), "no report\n{}\n").toList()) {
      MergedPage.of(merged(text)).write(page);
      assertThat(page).isNotEmptyFile();
    }
  }
}
