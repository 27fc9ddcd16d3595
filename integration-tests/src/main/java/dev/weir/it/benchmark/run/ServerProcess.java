package dev.weir.it.benchmark.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server that runs, bound to its port. */
final class ServerProcess implements AutoCloseable {

  private static final long LOOK_NANOS = 5_000_000;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final Process process;
  private final List<String> words;
  private final Port port;
  private final File errors;
  private final List<String> printed = new ArrayList<>();

  private ServerProcess(Process process, List<String> words, Port port, File errors) {
    this.process = process;
    this.words = words;
    this.port = port;
    this.errors = errors;
    Thread.ofVirtual().start(this::read);
  }

  /** Starts it and returns when the port is bound. */
  static ServerProcess start(List<String> words, Port port) throws IOException {
    File errors = Files.createTempFile("weir-benchmark", ".err").toFile();
    errors.deleteOnExit();
    ServerProcess server = new ServerProcess(Children.start(words, errors), words, port, errors);
    try {
      server.awaitBound(port);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Returns when it has bound a port. */
  void awaitBound(Port wanted) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!wanted.boundIn(process.pid())) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "%s: %s without binding port %d: %s"
                .formatted(
                    String.join(" ", words),
                    process.isAlive() ? "still running" : "ended",
                    wanted.number(),
                    Files.readString(errors.toPath()).strip()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** A full pipe would stop the server. */
  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (printed) {
          printed.add(line);
          printed.notifyAll();
        }
      }
    } catch (IOException e) {
      // It was killed: what it had printed has been read.
    }
  }

  /** Sends a signal, named without SIG. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** The lines so far, waiting until there are more than so many. */
  List<String> printedBeyond(int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (printed) {
      while (printed.size() <= count && process.isAlive() && System.nanoTime() < deadline) {
        printed.wait(1000);
      }
      return List.copyOf(printed);
    }
  }

  /** How many lines it has printed. */
  int printed() {
    synchronized (printed) {
      return printed.size();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  Port port() {
    return port;
  }

  String command() {
    return String.join(" ", words);
  }

  @Override
  public void close() {
    Children.stop(process);
    errors.delete();
  }
}
