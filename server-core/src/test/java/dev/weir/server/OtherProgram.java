package dev.weir.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Python's own getsockopt on this process's sockets: shares no code with Weir, Netty or Java. One
 * program per instance, asked by lines; the program is a resource beside this class.
 */
final class OtherProgram implements Closeable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;

  private OtherProgram(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Empty where there is no python3. */
  static Optional<OtherProgram> start() {
    try (InputStream program = OtherProgram.class.getResourceAsStream("getsockopt.py")) {
      String text = new String(program.readAllBytes(), StandardCharsets.UTF_8);
      String pid = Long.toString(ProcessHandle.current().pid());
      return Optional.of(
          new OtherProgram(
              new ProcessBuilder("python3", "-c", text, pid)
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start()));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** Sets an option on a socket of the program: {@code ok}, or the errno's name. */
  String attempt(int level, int number, String value, int family, String place) {
    return ask("try %d %d %s %d %s".formatted(level, number, value, family, place));
  }

  /** An option's bytes in hexadecimal, or the errno's name. */
  String get(String place, int port, int level, int number, int bytes) {
    return ask("get %s %d %d %d %d".formatted(place, port, level, number, bytes));
  }

  private String ask(String line) {
    try {
      questions.write(line);
      questions.newLine();
      questions.flush();
      return String.valueOf(answers.readLine());
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
