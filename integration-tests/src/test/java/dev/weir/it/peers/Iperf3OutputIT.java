package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Weir prints at either end of a test, beside what the original prints at the same end of the
 * same test, with the original at the other end: line for line, numbers masked.
 */
@NeedsIperf3
final class Iperf3OutputIT {

  private static final int PATIENCE_SECONDS = 60;
  private static final int WHOLE_STREAM = 20;
  private static final int SAYS_WHY = 21;

  private final RealIperf3 real = RealIperf3.find().orElseThrow();
  private final Iperf3Program weir = new WeirIperf3();

  @TempDir Path folder;

  /** The first test of a JVM takes its time, which would be in the intervals. */
  @BeforeAll
  static void warmUp() throws Exception {
    LocalPort port = LocalPort.free();
    Path none = Path.of("none");
    CompletableFuture<Iperf3Program.Ended> server =
        new WeirIperf3().start(words("-s -1 -p " + port.number(), List.of()), none);
    port.awaitListener();
    new WeirIperf3()
        .start(words("-c 127.0.0.1 -n 1M -p " + port.number(), List.of()), none)
        .thenCombine(server, Both::new)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private record Both(Iperf3Program.Ended client, Iperf3Program.Ended server) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-b 10M -l 8K",
        "-b 10M -l 8K -R",
        "-b 10M -l 8K -P 2 --bidir",
        "-b 10M -l 8K -O 1 -R -P 2",
        "-b 10M -l 8K -i 0",
        "-b 10M -l 8K -i 0 -O 1 -V",
        "-b 10M -l 8K -i 0.5 -P 2",
        "-b 10M -l 8K -f M -T title",
        "-b 10M -l 8K --get-server-output --bidir",
        "-b 10M -l 8K -V -R -P 2",
        "-b 10M -l 8K -V -M 1000 -w 64K -N -S 0x20",
        "-b 10M -n 1220K -l 8K -V",
        "-b 10M -k 152 -l 8K -V",
        "-b 10M -l 8K -Z",
        "-b 10M/4 -l 8K -R",
        "-b 10M -l 8K --dscp ef -B 127.0.0.1 --repeating-payload",
        "-b 10M -l 8K --bind-dev lo",
        "-u -b 10M -l 1000",
        "-u -b 10M -l 1000 -R -P 2",
        "-u -b 10M -l 1000 -O 1 --bidir",
        "-u -b 10M -l 1000 --dont-fragment -w 256K",
        "-u -b 10M -V",
        "-u -b 10M -l 1000 -V --bidir --udp-counters-64bit",
        "-u -b 10M -l 1000 --get-server-output",
        "-u -b 10M -l 8000 -w 2K -P 2",
      })
  void text(String options) throws Exception {
    compare(options, "", new TextComparison(real.release()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-b 10M -l 8K -O 1 -T title --extra-data more",
        "-b 10M -l 8K -R -P 2",
        "-b 10M -l 8K --bidir -M 1000 -w 64K",
        "-b 10M -l 8K -n 1220K",
        "-b 10M -l 8K --get-server-output",
        "-b 10M -l 8K --fq-rate 20M -S 0x20 -i 0",
        "-b 10M -l 8K -V",
        "-u -b 10M -l 1000 -O 1",
        "-u -b 10M -l 1000 -R -P 2",
        "-u -b 10M -l 1000 --bidir -P 2",
      })
  void json(String options) throws Exception {
    compare(options + " -J", "-J", new JsonComparison(real.release()));
  }

  /** Options of output and of either end's own; the server's behind the bar. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-b 10M -l 8K --forceflush --repeating-payload | --forceflush",
        "-b 10M -l 8K --timestamps=%Y | --timestamps=%Y",
        "-b 10M -l 8K --timestamps=at_ -T title --get-server-output | -V",
        "-b 10M -l 8K --cntl-ka=10/2/3 --snd-timeout 5000 | --cntl-ka --snd-timeout 5000",
        "-b 10M -l 8K -R --rcv-timeout 5000 | --rcv-timeout 5000 --idle-timeout 60",
        "-b 10M -l 8K -4 --connect-timeout 5000 | -4 -f K",
        "-u -b 10M -l 1000 -i 0.5 -f m | -i 0.5 -f m",
        "-uRP2 -b10M -l1000 | -4V",
        "-b 10M -l 8K --bid --rep | -",
        "-b 10M -l 8K -P 3 -i 0 -R -V | -i 0 -V",
      })
  void ownOptions(String options, @Nullable String atServer) throws Exception {
    assumeTrue(
        real.release() >= SAYS_WHY || !options.contains("--cntl-ka"),
        "older originals do not have these options");
    compare(options, atServer == null ? "" : atServer, new TextComparison(real.release()));
  }

  /** What the server will not have; it says so since the original's release 3.21. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-b 100M | --server-bitrate-limit 1M",
        "-b 100M -J | --server-bitrate-limit 1M",
        "-b 1M -P 2 --bidir -V | --server-bitrate-limit 3M -V",
        "-b 1M -t 5 | --server-max-duration 3",
        "-u -b 1M -t 5 --timestamps=x | --server-max-duration 3",
        "-u -l 1000 --json-stream -t 0 | --server-max-duration 3",
      })
  void refusals(String options, String atServer) throws Exception {
    assumeTrue(real.release() >= SAYS_WHY, "older originals close without a word");
    Comparison comparison =
        options.contains("-J") || options.contains("--json")
            ? new JsonComparison(real.release())
            : new TextComparison(real.release());
    Both expected = run(real, real, options, atServer).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Iperf3Program.Ended client =
        run(weir, real, options, atServer).get(PATIENCE_SECONDS, TimeUnit.SECONDS).client();
    Iperf3Program.Ended atWeir =
        run(real, weir, options, atServer).get(PATIENCE_SECONDS, TimeUnit.SECONDS).client();

    assertThat(withoutDouble(comparison.shape(client.out())))
        .isEqualTo(withoutDouble(comparison.originalShape(expected.client().out())));
    assertThat(client.err()).isEqualTo(expected.client().err());
    assertThat(client.exit()).isEqualTo(expected.client().exit()).isEqualTo(1);
    assertThat(withoutDouble(comparison.shape(atWeir.out())))
        .isEqualTo(withoutDouble(comparison.originalShape(expected.client().out())));
    assertThat(atWeir.err()).isEqualTo(expected.client().err());
    assertThat(atWeir.exit()).isEqualTo(1);
  }

  /** What the client cannot have; its server hears no reason. */
  @ParameterizedTest
  @ValueSource(strings = {"-C no-such", "-C no-such -P 2 -V", "-C no-such -J -T title", "-L 5"})
  void failures(String options) throws Exception {
    assumeTrue(real.release() >= SAYS_WHY, "words are those of the newest release");
    Comparison comparison =
        options.contains("-J")
            ? new JsonComparison(real.release())
            : new TextComparison(real.release());
    Both expected = run(real, real, options, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Both asClient = run(weir, real, options, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Both asServer = run(real, weir, options, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(comparison.shape(asClient.client().out()))
        .isEqualTo(comparison.originalShape(expected.client().out()));
    assertThat(asClient.client().err()).isEqualTo(expected.client().err());
    assertThat(asClient.client().exit()).isEqualTo(expected.client().exit()).isEqualTo(1);
    // Whether the server still sees the connection, and warns, before the client leaves is a race.
    assertThat(withoutWarnings(asClient.server())).isEqualTo(withoutWarnings(expected.server()));
    assertThat(withoutWarnings(asServer.server())).isEqualTo(withoutWarnings(expected.server()));
    assertThat(asServer.server().exit()).isEqualTo(expected.server().exit()).isZero();
  }

  private static List<String> withoutWarnings(Iperf3Program.Ended ended) {
    return ended.err().lines().filter(line -> !line.startsWith("warning: ")).toList();
  }

  /** The original's document has its error twice, under one key. */
  private static List<String> withoutDouble(List<String> lines) {
    List<String> once = new ArrayList<>();
    for (String line : lines) {
      if (!line.equals(".error=text") || !once.contains(line)) {
        once.add(line);
      }
    }
    return once;
  }

  /** Command lines that come to nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-c 127.0.0.1 -p 1",
        "-c 127.0.0.1 -p 1 -J",
        "-c 127.0.0.1 -p 1 --json-stream",
        "-c 127.0.0.1 -p 1 --timestamps=x",
        "-c 127.0.0.1 -p 1 -J -T title --extra-data more",
        "-c 127.0.0.1 -p 1 -B ::1",
        "-c x -i inf",
        "-c no.such.host.invalid",
        "-c ::1 -4",
        "-c x -p 70000",
        "-c x -P 129",
        "-c x -l 2M",
        "-c x -u -l 70000",
        "-c x -u -l 5",
        "-c x -i 0.05",
        "-c x -w 1G",
        "-c x -M 40000",
        "-c x -O 601",
        "-c x -t 90000",
        "-c x -t -1",
        "-c x -n 1M -t 5",
        "-c x -n 1 -k 1",
        "-c x -R --bidir",
        "-c x -S 256",
        "-c x --dscp 70",
        "-c x --dscp foo",
        "-c x -L 0",
        "-c x -b 1M/1001",
        "-c x -b 1X",
        "-c x -f z",
        "-c x -D",
        "-c x -s",
        "-c x --cport 0",
        "-c x --rcv-timeout 50 -R",
        "-c x --rcv-timeout 500",
        "-c x --snd-timeout -5",
        "-c x --cntl-ka=1/2/3",
        "-c x -A 2000",
        "-c x --username u",
        "-c x -u -F /etc/passwd",
        "-c x --logfile /nonexistent/x",
        "-c x -I /nonexistent/p",
        "-s -u",
        "-s -A 0,1",
        "-s --idle-timeout 0",
        "-s --server-bitrate-limit 1M/70",
        "-s --server-max-duration -1",
        "-s --rsa-private-key-path x",
        "-s --logfile /nonexistent/x",
        "-s -B no.such.host.invalid",
        "-s -B no.such.host.invalid -V",
        "-s -B 127.0.0.1 -6",
        "-s --logfile /nonexistent/x -J",
        "-V",
      })
  void errors(String options) throws Exception {
    assumeTrue(real.release() >= SAYS_WHY, "words and ranges are those of the newest release");
    Iperf3Program.Ended expected =
        real.start(words(options, List.of()), folder).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Iperf3Program.Ended ended =
        weir.start(words(options, List.of()), folder).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(ended.err()).isEqualTo(expected.err());
    assertThat(TextShape.of(ended.out())).isEqualTo(TextShape.of(expected.out()));
    assertThat(ended.exit()).isEqualTo(expected.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-b 10M -l 8K --json-stream -O 1",
        "-b 10M -l 8K --json-stream -R -P 2 --get-server-output",
        "-b 10M -l 8K --json-stream --json-stream-full-output --bidir -T title",
        "-u -b 10M -l 1000 --json-stream --extra-data more",
        "-u -b 10M -l 1000 --json-stream -R -P 2",
      })
  void jsonEvents(String options) throws Exception {
    assumeTrue(real.release() >= WHOLE_STREAM, "older originals have less of it");
    compare(options, "--json-stream", new JsonStreamComparison(real.release()));
  }

  @Test
  void logFile() throws Exception {
    Comparison comparison = new TextComparison(real.release());
    Path expected = folder.resolve("original.log");
    Path written = folder.resolve("weir.log");
    String options = "-b 10M -l 8K --logfile ";
    run(real, real, options + expected, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Iperf3Program.Ended client =
        run(weir, real, options + written, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS).client();
    assertThat(comparison.shape(Files.readString(written)))
        .isEqualTo(comparison.originalShape(Files.readString(expected)));
    assertThat(client).isEqualTo(new Iperf3Program.Ended("", "", 0));
  }

  private void compare(String options, String serverOptions, Comparison comparison)
      throws Exception {
    CompletableFuture<Both> original = run(real, real, options, serverOptions);
    CompletableFuture<Both> asClient = run(weir, real, options, serverOptions);
    CompletableFuture<Both> asServer = run(real, weir, options, serverOptions);
    Both expected = original.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Iperf3Program.Ended client = asClient.get(PATIENCE_SECONDS, TimeUnit.SECONDS).client();
    Iperf3Program.Ended server = asServer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).server();

    assertThat(comparison.shape(client.out()))
        .as("client: %s\n%s\n%s", options, client.out(), client.err())
        .isEqualTo(comparison.originalShape(expected.client().out()));
    assertThat(comparison.shape(server.out()))
        .as("server: %s\n%s\n%s", options, server.out(), server.err())
        .isEqualTo(comparison.originalShape(expected.server().out()));
    assertThat(client.err()).isEqualTo(expected.client().err());
    assertThat(server.err()).isEqualTo(expected.server().err());
    assertThat(client.exit()).isEqualTo(expected.client().exit()).isZero();
    assertThat(server.exit()).isEqualTo(expected.server().exit()).isZero();
  }

  private CompletableFuture<Both> run(
      Iperf3Program clientProgram, Iperf3Program serverProgram, String options, String atServer)
      throws Exception {
    LocalPort port = LocalPort.free();
    List<String> verbose = options.contains("-V") ? List.of("-V") : List.of();
    CompletableFuture<Iperf3Program.Ended> server =
        serverProgram.start(words("-s -1 -p " + port.number() + " " + atServer, verbose), folder);
    port.awaitListener();
    boolean bounded = options.matches(".* -[nkt] .*");
    String time = bounded ? "" : " -t 1";
    CompletableFuture<Iperf3Program.Ended> client =
        clientProgram.start(
            words("-c 127.0.0.1 -p " + port.number() + time + " " + options, List.of()), folder);
    return client.thenCombine(server, Both::new);
  }

  private static List<String> words(String line, List<String> more) {
    List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
    words.addAll(more);
    return words;
  }
}
