package dev.weir.it.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Removes everything whose name or environment begins with an id. It is a shell script, so that the
 * watchdog can run the very same one when there is no harness left.
 */
final class Cleanup {

  private static final String SCRIPT = script();

  private final RunId id;

  private Cleanup(RunId id) {
    this.id = id;
  }

  static Cleanup of(RunId id) {
    return new Cleanup(id);
  }

  /** Removes it all; nothing to remove is no error. */
  void run() {
    Shell.run(command("now"));
  }

  /**
   * The command line of the script.
   *
   * @param when {@code now}, or {@code watch} to wait until standard input closes
   */
  List<String> command(String when) {
    return List.of("sh", "-c", SCRIPT, Watchdog.NAME, when, id.text());
  }

  private static String script() {
    try (InputStream in = Cleanup.class.getResourceAsStream("cleanup.sh")) {
      if (in == null) {
        throw new IllegalStateException("cleanup.sh: missing (expected: beside this class)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
