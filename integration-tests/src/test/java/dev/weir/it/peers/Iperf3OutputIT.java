package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Weir prints at either end of a test, beside what the original prints at the same end of the
 * same test, with the original at the other end: line for line, numbers masked.
 */
@NeedsIperf3
final class Iperf3OutputIT {

  private static final int PATIENCE_SECONDS = 60;

  private final RealIperf3 real = RealIperf3.find().orElseThrow();
  private final Iperf3Program weir = new WeirIperf3();

  @TempDir Path folder;

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
        "-u -b 10M -l 1000 -O 1",
        "-u -b 10M -l 1000 -R -P 2",
        "-u -b 10M -l 1000 --bidir -P 2",
      })
  void json(String options) throws Exception {
    compare(options + " -J", "-J", new JsonComparison(real.release()));
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
    String time = options.contains(" -n") || options.contains(" -k") ? "" : " -t 1";
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
