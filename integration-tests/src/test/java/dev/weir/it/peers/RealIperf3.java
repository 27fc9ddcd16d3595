package dev.weir.it.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The original on this machine: what the property {@code weir.it.iperf3} names, else the one on the
 * PATH.
 *
 * @param executable its file
 * @param release the second number of its version: 12 for 3.12
 * @param environment variables beside those of this process
 */
record RealIperf3(Path executable, int release, Map<String, String> environment)
    implements Iperf3Program {

  private static final Pattern VERSION = Pattern.compile("iperf 3\\.(\\d+)");
  private static final int PATIENCE_SECONDS = 60;

  static Optional<RealIperf3> find() {
    String named = System.getProperty("weir.it.iperf3", "");
    Stream<Path> places =
        named.isEmpty()
            ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "iperf3"))
            : Stream.of(Path.of(named));
    return places
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> new RealIperf3(file, release(file), Map.of()));
  }

  /** The same with a variable of its environment. */
  RealIperf3 with(String name, String value) {
    return new RealIperf3(executable, release, Map.of(name, value));
  }

  private static int release(Path file) {
    try {
      Process process = new ProcessBuilder(file.toString(), "--version").start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = VERSION.matcher(text);
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<Ended> start(List<String> words, Path folder) throws IOException {
    List<String> line = new ArrayList<>(List.of(executable.toString()));
    line.addAll(words);
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    return process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((done, late) -> process.destroyForcibly())
        .thenApply(done -> new Ended(text(out), text(err), done.exitValue()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
