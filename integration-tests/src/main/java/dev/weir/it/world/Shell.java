package dev.weir.it.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short administrative command to its end. */
final class Shell {

  private static final int PATIENCE_SECONDS = 60;

  private Shell() {}

  /**
   * Runs it.
   *
   * @return what it printed, errors included
   * @throws WorldException if it does not end with 0
   */
  static String run(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new WorldException(String.join(" ", words) + ": still running after a minute");
      }
      if (process.exitValue() != 0) {
        throw new WorldException(
            String.join(" ", words) + ": " + oneLine(text) + " (exit " + process.exitValue() + ")");
      }
      return text;
    } catch (IOException e) {
      throw new WorldException(String.join(" ", words) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException(String.join(" ", words) + ": interrupted", e);
    }
  }

  static String run(String... words) {
    return run(List.of(words));
  }

  /** Whether it ends with 0. */
  static boolean succeeds(String... words) {
    try {
      run(words);
      return true;
    } catch (WorldException e) {
      return false;
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
