package dev.weir.it.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a task prints, line by line as it comes; kept up to a bound. */
public final class Output {

  private static final long MOST_CHARACTERS = 64L << 20;

  private final StringBuilder text = new StringBuilder();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Output() {}

  /** Reads a stream to its end, on a thread of its own. */
  static Output of(InputStream stream) {
    Output output = new Output();
    Thread.ofVirtual().start(() -> output.readAll(stream));
    return output;
  }

  private void readAll(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      // The process was killed: what it had printed before that has been read.
    } finally {
      end();
    }
  }

  synchronized void add(String line) {
    if (text.length() + (long) line.length() < MOST_CHARACTERS) {
      text.append(line).append('\n');
    }
    List.copyOf(listeners).forEach(listener -> listener.accept(line));
  }

  void end() {
    ended.complete(null);
  }

  /** Everything so far. */
  public synchronized String text() {
    return text.toString();
  }

  /** Done once the task has closed the stream. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Calls back for every line, those already printed first; the callback must be quick. */
  public synchronized void listen(Consumer<String> listener) {
    text.toString().lines().forEach(listener);
    listeners.add(listener);
  }

  /** Done as soon as a line with this text has been printed. */
  public CompletableFuture<Void> printed(String wanted) {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    listen(line -> {
      if (line.contains(wanted)) {
        seen.complete(null);
      }
    });
    return seen;
  }
}
