package dev.weir.it.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The weir command as a process of its own, on the jars that this build packaged. */
public final class WeirProcess implements AutoCloseable {

  private static final Path JARS = Path.of("..", "server-examples", "target", "weir", "lib");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path output;
  private final Path errors;

  private WeirProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /**
   * What a process left.
   *
   * @param exitCode its exit code
   * @param output what it printed on standard output
   * @param errors what it printed on standard error
   */
  public record Ended(int exitCode, String output, String errors) {}

  /** Starts the command and returns at once. */
  public static WeirProcess start(String... arguments) throws IOException {
    return startBehind(List.of(), arguments);
  }

  /** The same, behind another command. */
  public static WeirProcess startBehind(List<String> before, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(before);
    line.addAll(commandLine(arguments));
    Path output = Files.createTempFile("weir", ".out");
    Path errors = Files.createTempFile("weir", ".err");
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    return new WeirProcess(process, output, errors);
  }

  /** Runs the command to its end. */
  public static Ended run(String... arguments) throws IOException, InterruptedException {
    try (WeirProcess weir = start(arguments)) {
      return weir.ended();
    }
  }

  /** Returns once the process has printed the text on standard output. */
  public WeirProcess awaitOutput(String text) {
    Awaitility.await("'" + text + "' in the output of " + process)
        .atMost(PATIENCE)
        .until(() -> printed(text) || !process.isAlive());
    if (!printed(text)) {
      throw new AssertionError("ended without '" + text + "': " + read(output) + read(errors));
    }
    return this;
  }

  /** What the process has printed on standard output so far. */
  public String output() {
    return read(output);
  }

  private boolean printed(String text) {
    return output().contains(text);
  }

  /**
   * Sends a signal, waits for the end, and tells what the process left.
   *
   * @param name without SIG, as kill knows it
   */
  public Ended signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    return ended();
  }

  /** Waits for the end, and tells what the process left. */
  public Ended ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + read(output) + read(errors));
    }
    return new Ended(process.exitValue(), read(output), read(errors));
  }

  /** Asks the process to end, and makes it end where it does not. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.delete(output);
    Files.delete(errors);
  }

  private static List<String> commandLine(String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    line.addAll(List.of("-cp", JARS + "/*", "dev.weir.command.Weir"));
    line.addAll(List.of(arguments));
    return line;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
