package dev.weir.it.peers;

import dev.weir.bandwidth.iperf3.cli.Iperf3Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Weir's own command, on a thread of this process. */
record WeirIperf3() implements Iperf3Program {

  @Override
  public CompletableFuture<Ended> start(List<String> words, Path folder) {
    CompletableFuture<Ended> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("weir " + String.join(" ", words))
        .daemon()
        .start(() -> ended.completeAsync(() -> run(words), Runnable::run));
    return ended;
  }

  private static Ended run(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Iperf3Command.run(
            words.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ended(
        out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), exit);
  }
}
