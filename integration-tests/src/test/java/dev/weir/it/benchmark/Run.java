package dev.weir.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs, or ran: its outputs and its exit code. */
final class Run implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READY = "ready ";

  private final Process process;
  private final Path output;
  private final Path errors;

  private Run(List<String> line) throws IOException {
    output = Files.createTempFile("program", ".out");
    errors = Files.createTempFile("program", ".err");
    process =
        new ProcessBuilder(line)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
  }

  static Run of(String program, String... arguments) throws IOException {
    return new Run(Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
  }

  /** The port that a server said it listens on. */
  String port() {
    await("the port of " + process)
        .atMost(PATIENCE)
        .until(() -> output().contains("\n") || !process.isAlive());
    assertThat(output()).as(errors()).startsWith(READY);
    return output().lines().findFirst().orElseThrow().substring(READY.length());
  }

  Run signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    return this;
  }

  /** Waits for the end. */
  Run end() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ended: %s", process)
        .isTrue();
    return this;
  }

  Run succeeded() {
    assertThat(exitCode()).as(errors()).isZero();
    return this;
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean running() {
    return process.isAlive();
  }

  /** The one line of JSON that a load generator printed. */
  JsonNode result() throws IOException, InterruptedException {
    end().succeeded();
    assertThat(output().lines()).hasSize(1);
    return new ObjectMapper().readTree(output());
  }

  String output() {
    return read(output);
  }

  String errors() {
    return read(errors);
  }

  /** Both outputs. */
  String all() {
    return output() + errors();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(output);
    Files.delete(errors);
  }
}
