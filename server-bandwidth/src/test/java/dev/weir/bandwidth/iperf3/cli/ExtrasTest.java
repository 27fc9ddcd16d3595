package dev.weir.bandwidth.iperf3.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.bandwidth.iperf3.Iperf3Server;
import dev.weir.bandwidth.iperf3.Parameter;
import dev.weir.bandwidth.iperf3.RunningIperf3Server;
import dev.weir.bandwidth.report.CsvReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the original does not know, and that it takes nothing away from what it does. */
class ExtrasTest {

  private static final int COLUMNS = CsvReport.HEAD.split(",", -1).length;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private List<String> lines(String options) {
    try (RunningIperf3Server server = Iperf3Server.on("tcp://127.0.0.1:0").start()) {
      String words =
          "-c 127.0.0.1 -p %d -t 1 -i 0.5 ".formatted(server.endpoint().port()) + options;
      int code =
          Iperf3Command.run(
              words.split(" "), new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
      assertThat(code).isZero();
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void commaSeparatedValuesHaveTheSameColumnsInEveryLine() {
    List<String> lines = lines("--csv --bidir -P 2 -b 20M --repeat 2");
    assertThat(lines.getFirst() + "\n").isEqualTo(CsvReport.HEAD);
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).as(line).hasSize(COLUMNS));
    assertThat(lines.stream().filter(line -> line.startsWith("2,total,SUM,down,receiver")))
        .hasSize(1);
    assertThat(lines.stream().filter(line -> line.startsWith("1,interval,SUM,up,sender")))
        .hasSizeBetween(2, 3);
    assertThat(lines.stream().filter(line -> line.startsWith("2,median,ALL,"))).hasSize(2);
  }

  @Test
  void datagramsHaveTheirLossAndJitter() {
    assertThat(lines("--csv -u -b 1M"))
        .anyMatch(line -> line.matches("1,total,\\d+,up,receiver,.*,,,,\\d+\\.\\d+,0,\\d+,false"));
  }

  @Test
  void repeatedTestsAreSummedUp(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("report.html");
    List<String> lines = lines("-b 20M --repeat=3 --plot --report " + page);
    assertThat(lines.getLast()).matches("3 runs up: median .*bits/sec, quartiles .*");
    assertThat(lines.stream().filter(line -> line.equals("iperf Done."))).hasSize(3);
    assertThat(Files.readString(page)).contains("All runs", "Throughput at the receiver");
  }

  @Test
  void oneTestHasAPageWithPlots(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("report.html");
    assertThat(lines("-b 20M -J --report " + page).getLast()).isEqualTo("}");
    assertThat(Files.readString(page)).contains("<svg");
  }

  @Test
  void repeatedTestsAreOneDocument() throws Exception {
    JsonNode whole =
        new ObjectMapper().readTree(String.join("\n", lines("-b 20M -J --repeat 2 -P 2")));
    assertThat(whole.path("runs")).hasSize(2);
    assertThat(whole.path("runs").get(1).path("end").path("streams")).hasSize(2);
    assertThat(whole.path("repeat").path("up").path("runs").asInt()).isEqualTo(2);
    assertThat(whole.path("repeat").path("up").path("median").asLong()).isPositive();
  }

  @Test
  void aRunThatFailsEndsTheDocument() throws Exception {
    int code =
        Iperf3Command.run(
            "-c no.such.host.invalid -J --repeat 3".split(" ", -1),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err);
    assertThat(code).isEqualTo(1);
    JsonNode whole = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(whole.path("runs")).hasSize(1);
    assertThat(whole.path("runs").get(0).path("error").asText())
        .startsWith("unable to connect to server")
        .endsWith("Name or service not known");
    assertThat(whole.path("repeat")).isEmpty();
  }

  @Test
  void repeatedEventsEndWithOneOfTheSpread() {
    assertThat(lines("-b 20M --json-stream --repeat 2").getLast())
        .startsWith("{\"event\":\"repeat\",\"data\":{\"up\":{\"runs\":2,\"median\":");
  }

  @Test
  void latencyIsMeasuredIdleAndUnderLoadOfBothWays() {
    List<String> lines = lines("--latency --csv");
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("phase", "idle", "upload", "download");
    for (String line : lines.subList(1, 4)) {
      String[] cells = line.split(",", -1);
      assertThat(Integer.parseInt(cells[1])).as(line).isBetween(2, 30);
      assertThat(Double.parseDouble(cells[2])).as(line).isPositive();
      assertThat(Double.parseDouble(cells[4])).isGreaterThanOrEqualTo(Double.parseDouble(cells[2]));
    }
    assertThat(Double.parseDouble(lines.get(2).split(",", -1)[5])).isGreaterThan(100e6);
    assertThat(Double.parseDouble(lines.get(3).split(",", -1)[5])).isGreaterThan(100e6);
  }

  private static ClientRequest client(String words) throws Exception {
    return (ClientRequest) CommandLine.parse(List.of(words.split(" "))).request();
  }

  @Test
  void abbreviationsOfTheOriginalMeanWhatTheyMeant() throws Exception {
    for (String words : List.of("-c h --repeat", "-c h --rep", "--repeat -c h", "--repeat -c 5")) {
      assertThat(client(words).parameters().flag(Parameter.REPEATING_PAYLOAD)).as(words).isTrue();
      assertThat(client(words).extras()).isEqualTo(Extras.NONE);
    }
    assertThat(client("-c h --repeat 5").extras().repeat()).isEqualTo(5);
    assertThat(client("-c h --repeat=5").extras().repeat()).isEqualTo(5);
    assertThat(client("-c h --pl").extras().plot()).isTrue();
  }

  @Test
  void noBeginningOfAnOriginalOptionMeansAnother() {
    List<Option> original =
        Stream.of(CommonOptions.ROWS, ServerOptions.ROWS, ClientOptions.ROWS)
            .flatMap(List::stream)
            .toList();
    for (Option option : original) {
      for (int length = 1; length <= option.name().length(); length++) {
        String word = "--" + option.name().substring(0, length);
        assertThat(outcome(OptionTable.all(), word)).as(word).isEqualTo(outcome(original, word));
      }
    }
  }

  private static String outcome(List<Option> table, String word) {
    Draft draft = new Draft(Optional::empty);
    try {
      GetOpt.apply(table, List.of(word), draft);
      return "";
    } catch (GrammarError error) {
      return error.text();
    } catch (ParameterError error) {
      return error.text();
    }
  }
}
