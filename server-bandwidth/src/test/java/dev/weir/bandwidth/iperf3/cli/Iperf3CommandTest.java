package dev.weir.bandwidth.iperf3.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bandwidth.report.TestEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command prints where, and how it exits; the ends themselves tell what they are told. */
class Iperf3CommandTest {

  private static final String HINT =
      "\nUsage: iperf3 [-s|-c host] [options]\nTry `iperf3 --help' for more information.\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpGoesToStandardOutput() {
    assertThat(run(new Failing("unused"), "--help")).isZero();
    assertThat(text(out)).startsWith("Usage: iperf3 [-s|-c host] [options]\n").endsWith("giga-\n");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void theVersionHasThreeLines() {
    assertThat(run(new Failing("unused"), "-v")).isZero();
    assertThat(text(out).lines()).hasSize(3);
    assertThat(text(out)).startsWith("iperf 3.21 (Weir");
  }

  @ParameterizedTest
  @CsvSource({
    "-y, iperf3: invalid option -- 'y'",
    "-V, iperf3: parameter error - must either be a client (-c) or server (-s)"
  })
  void aWrongCommandLineHasOneLineAndAHint(String words, String line) {
    assertThat(run(new Failing("unused"), words)).isEqualTo(1);
    assertThat(text(err)).isEqualTo(line + "\n" + HINT);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aFailureGoesToStandardErrorAsText() {
    assertThat(run(new Failing("error - no luck"), "-c host")).isEqualTo(1);
    assertThat(text(err)).isEqualTo("iperf3: error - no luck\n");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aFailureIsPartOfTheDocumentAsJson() {
    assertThat(run(new Failing("error - no luck"), "-c host -J")).isEqualTo(1);
    assertThat(text(err)).isEmpty();
    assertThat(text(out)).endsWith("\t\"error\":\t\"no luck\"\n}\n");
  }

  @Test
  void aSignalIsNoFailure() {
    assertThat(run(new Failing("interrupt - the client has terminated by signal X"), "-c host"))
        .isZero();
    assertThat(text(err)).isEqualTo("iperf3: interrupt - the client has terminated by signal X\n");
  }

  @Test
  void whatCannotBeginIsToldInTheFormAskedFor() {
    assertThat(run(new Refusing(), "-c host --json-stream")).isEqualTo(1);
    assertThat(text(out))
        .isEqualTo(
            """
            {"event":"error","data":"refused"}
            {"event":"end","data":{}}
            """);
  }

  @Test
  void warningsComeFirst() {
    run(new Failing("error - no luck"), "-c host -J -f m");
    assertThat(text(err))
        .isEqualTo("warning: Report format (-f) flag ignored with JSON output (-J)\n");
  }

  @Test
  void aLogTakesBothOutputsAndIsAppendedTo(@TempDir Path folder) throws Exception {
    Path log = Files.writeString(folder.resolve("log"), "before\n");
    run(new Failing("error - no luck"), "-c host -V --logfile " + log);
    assertThat(Files.readString(log))
        .startsWith("before\niperf 3.21\n")
        .endsWith("\niperf3: error - no luck\n");
    assertThat(text(out) + text(err)).isEmpty();
  }

  @Test
  void aLogThatCannotBeOpenedIsAnError(@TempDir Path folder) {
    String log = folder.resolve("none").resolve("log").toString();
    assertThat(run(new Failing("unused"), "-c host --logfile " + log)).isEqualTo(1);
    assertThat(text(err))
        .isEqualTo("iperf3: error - unable to open log file: No such file or directory\n");
  }

  @Test
  void theProcessIdIsWrittenWhileItRuns(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    StringBuilder seen = new StringBuilder();
    run(
        new Failing("error - no luck") {
          @Override
          public Running client(ClientRequest request, TestEvents events) throws RunError {
            try {
              seen.append(Files.readString(pid));
            } catch (IOException e) {
              throw new RunError(e.toString());
            }
            return super.client(request, events);
          }
        },
        "-c host -I " + pid);
    assertThat(seen).hasToString(Long.toString(ProcessHandle.current().pid()));
    assertThat(pid).doesNotExist();
  }

  @Test
  void theVersionNamesTheFeaturesAsTheOriginalDoes() throws Exception {
    assertThat(run(new Failing("unused"), "--version")).isZero();
    assertThat(text(out).lines().toList().getLast())
        .startsWith("Optional features available: CPU affinity setting, ")
        .contains(", sendfile / zerocopy, socket pacing, authentication, bind to device, ");
  }

  @Test
  void aProcessThatLivesKeepsItsFile(@TempDir Path folder) throws Exception {
    Path pid = Files.writeString(folder.resolve("pid"), "1");
    assertThat(run(new Failing("unused"), "-c host -I " + pid)).isEqualTo(1);
    assertThat(text(err)).isEqualTo("iperf3: Another instance of iperf3 appears to be running\n");
    assertThat(pid).hasContent("1");
  }

  @Test
  void aServerForOneTestSaysOnceWhereItListens() {
    assertThat(run(new Failing("the client has terminated"), "-s -1 -p 7")).isZero();
    String rule = "-".repeat(59) + "\n";
    assertThat(text(out)).isEqualTo(rule + "Server listening on 7 (test #1)\n" + rule);
    assertThat(text(err)).isEqualTo("iperf3: the client has terminated\n");
  }

  private int run(Ends ends, String words) {
    return new Iperf3Command(ends)
        .run(
            List.of(words.split(" ")),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Tests that fail at once, for one reason. */
  private static class Failing implements Ends {
    private final String reason;

    Failing(String reason) {
      this.reason = reason;
    }

    @Override
    public Running client(ClientRequest request, TestEvents events) throws RunError {
      events.failed(reason);
      events.closed();
      return interrupted -> {};
    }

    @Override
    public Running server(ServerRequest request, Supplier<TestEvents> tests) {
      new Thread(
              () -> {
                TestEvents events = tests.get();
                events.failed(reason);
                events.closed();
              })
          .start();
      return interrupted -> {};
    }
  }

  /** Ends that do not even begin. */
  private record Refusing() implements Ends {
    @Override
    public Running client(ClientRequest request, TestEvents events) throws RunError {
      throw new RunError("error - refused");
    }

    @Override
    public Running server(ServerRequest request, Supplier<TestEvents> tests) throws RunError {
      throw new RunError("error - refused");
    }
  }
}
