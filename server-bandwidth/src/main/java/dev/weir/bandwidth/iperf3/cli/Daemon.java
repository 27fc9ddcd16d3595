package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.linux.call.ProcessCalls;
import dev.weir.linux.call.SystemCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaving the terminal. A JVM cannot fork, so it starts itself once more with the same command
 * line; that process sees by its environment who it is, and goes into a session of its own.
 */
final class Daemon {

  private static final String MARK = "WEIR_DAEMON";

  private Daemon() {}

  /**
   * Leaves the terminal.
   *
   * @return true in the process that stays and serves, false in the one that has started it
   */
  static boolean leaveTerminal() throws RunError {
    if (System.getenv(MARK) == null) {
      start();
      return false;
    }
    try {
      ProcessCalls.newSession();
      return true;
    } catch (SystemCallException refused) {
      throw failure(refused.errno().text());
    }
  }

  private static void start() throws RunError {
    ProcessBuilder again =
        new ProcessBuilder(commandLine())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    again.environment().put(MARK, "1");
    try {
      again.start();
    } catch (IOException e) {
      throw failure(Reasons.of(e));
    }
  }

  private static List<String> commandLine() throws RunError {
    ProcessHandle.Info self = ProcessHandle.current().info();
    if (self.command().isEmpty() || self.arguments().isEmpty()) {
      throw failure("the command line of this process cannot be read");
    }
    List<String> words = new ArrayList<>(List.of(self.command().orElseThrow()));
    words.addAll(List.of(self.arguments().orElseThrow()));
    return words;
  }

  private static RunError failure(String reason) {
    return new RunError("error - " + ErrorCode.DAEMON.text() + ": " + reason);
  }
}
