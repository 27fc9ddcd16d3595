package dev.weir.it.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program of the distribution, started as the shell would, with both outputs in one file. */
final class Tool implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private Tool(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a program whose input stays open. */
  static Tool start(String... command) throws IOException {
    Path output = Files.createTempFile("tool", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Tool(process, output);
  }

  /** Runs a program to its end with no input, and gives its output. */
  static String run(String... command) throws IOException, InterruptedException {
    return feed(new byte[0], command);
  }

  /** Runs a program to its end with this input, and gives its output. */
  static String feed(byte[] input, String... command) throws IOException, InterruptedException {
    try (Tool tool = start(command)) {
      tool.say(input);
      tool.process.getOutputStream().close();
      return tool.ended();
    }
  }

  /** Runs a program to its end with this text as its input, and gives its output. */
  static String feed(String input, String... command) throws IOException, InterruptedException {
    return feed(input.getBytes(UTF_8), command);
  }

  /** Writes to the program's input at once. */
  void say(byte[] input) throws IOException {
    OutputStream to = process.getOutputStream();
    try {
      to.write(input);
      to.flush();
    } catch (IOException gone) {
      // A program may end before it has read all; its output tells why.
      if (process.isAlive()) {
        throw gone;
      }
    }
  }

  void say(String text) throws IOException {
    say(text.getBytes(UTF_8));
  }

  /** Ends the program's input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Returns once the output contains the text. */
  Tool awaitOutput(String text) {
    await("'" + text + "' in the output of " + process)
        .atMost(PATIENCE)
        .until(() -> output().contains(text));
    return this;
  }

  /** Waits for the program's end and gives its output. */
  String ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + process.info() + "\n" + output());
    }
    return output();
  }

  String output() {
    try {
      return Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(output);
  }
}
