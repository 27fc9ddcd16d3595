package dev.weir.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.command.ExitCode;
import dev.weir.command.Printed;
import dev.weir.command.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BenchCommandTest {

  @TempDir Path directory;

  private Path report() {
    return directory.resolve("report.json");
  }

  private Printed bench(String... arguments) {
    String[] line = new String[arguments.length + 3];
    line[0] = "bench";
    line[1] = "--report";
    line[2] = report().toString();
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    return Printed.weir(line);
  }

  private JsonNode readReport() throws Exception {
    return new ObjectMapper().readTree(Files.readString(report()));
  }

  @ParameterizedTest
  @EnumSource
  void everyPartMeasures(PartName name) throws Exception {
    Printed printed = bench("--only", name.id(), "--time", "1s");

    assertThat(printed.err().lines()).singleElement().asString().contains(report().toString());
    assertThat(Files.readString(directory.resolve("report.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("<svg");
    assertThat(printed.code()).isEqualTo(ExitCode.DONE);
    JsonNode part = readReport().path("parts").path(0);
    assertThat(part.path("id").asText()).isEqualTo(name.id());
    assertThat(part.path("outcome").asText()).isEqualTo("finished");
    assertThat(part.path("measures")).isNotEmpty();
    for (JsonNode measure : part.path("measures")) {
      assertThat(
              measure.path("requests_per_second").asDouble()
                  + measure.path("bits_per_second").asDouble())
          .isPositive();
    }
    assertThat(printed.out()).contains("/s").contains(part.path("title").asText());
  }

  @Test
  void reportSaysWhereAndHowItRan() throws Exception {
    bench("--only", "tcp-echo", "--time", "1s", "--congestion", "reno");

    JsonNode report = readReport();
    assertThat(report.path("format").asText()).isEqualTo("weir-bench-1");
    assertThat(report.path("outcome").asText()).isEqualTo("finished");
    assertThat(report.path("seconds").asDouble()).isBetween(1.0, 60.0);
    JsonNode environment = report.path("environment");
    assertThat(environment.path("kernel").asText()).contains(System.getProperty("os.version"));
    assertThat(environment.path("cpu_count").asInt()).isPositive();
    assertThat(environment.path("congestion_control").asText()).isEqualTo("reno");
    assertThat(environment.path("options").findValuesAsText("name"))
        .contains("TCP_NODELAY", "TCP_CONGESTION");
    assertThat(environment.path("transport").asText()).isIn("epoll", "nio");
  }

  @Test
  void jsonOnStandardOutputIsTheReport() throws Exception {
    Printed printed = bench("--only", "udp-echo", "--time", "1s", "--json", "--quiet");

    assertThat(printed.err()).isEmpty();
    assertThat(printed.out()).isEqualTo(Files.readString(report()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only tcp-eco | --only: tcp-eco (expected: tcp-echo, udp-echo",
        "--time 500ms --only tcp-echo | --time: 0.5 s for 1 parts",
        "--time 2h | --time: 7200",
        "extra | Unmatched argument",
      })
  void wrongCommandLineIsOneLine(String line, String said) {
    Printed printed = bench(line.split(" "));

    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.err().lines()).singleElement().asString().contains(said);
    assertThat(report()).doesNotExist();
  }

  @Test
  void reportThatCannotBeWrittenFailsBeforeMeasuring() {
    Printed printed = Printed.weir("bench", "--report", directory.resolve("no/where").toString());

    assertThat(printed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(printed.err().lines()).singleElement().asString().contains("--report: ");
  }

  @Test
  void unknownCongestionControlFailsItsPartInOneLine() throws Exception {
    Printed printed = bench("--only", "tcp-echo", "--time", "1s", "--congestion", "nosuch");

    assertThat(printed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(printed.out()).contains("failed: ").contains("TCP_CONGESTION");
    assertThat(readReport().path("outcome").asText()).isEqualTo("failed");
    assertThat(printed.err()).doesNotContain("\tat ");
  }

  @Test
  void interruptReportsWhatThereIs() throws Exception {
    try (WeirProcess weir = WeirProcess.start(directory, "bench", "--time", "10m", "--quiet")) {
      weir.awaitSockets(100);
      weir.signal("INT");

      assertThat(weir.awaitExit()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(weir.rest()).contains("TCP echo").contains("(interrupted)");
      assertThat(weir.errors()).isEmpty();
    }
    assertThat(readReport().path("outcome").asText()).isEqualTo("interrupted");
    assertThat(readReport().path("parts")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP_DOWN", "UDP"})
  void interruptEndsBandwidthWithinSeconds(PartName name) throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(directory, "bench", "--only", name.id(), "--time", "10m", "--quiet")) {
      weir.awaitSockets(5);
      weir.signal("TERM");

      assertThat(weir.awaitExit()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(weir.rest()).contains("bandwidth").contains("(interrupted)");
    }
    assertThat(readReport().path("outcome").asText()).isEqualTo("interrupted");
  }
}
