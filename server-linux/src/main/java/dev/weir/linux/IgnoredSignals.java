package dev.weir.linux;

import dev.weir.linux.call.SignalCalls;
import dev.weir.linux.call.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Signals that this process ignores since its start, because whoever started it said so: a shell
 * without a terminal of its own does for SIGINT with all that it starts in the background, and
 * nohup for SIGHUP. The JVM leaves them ignored and takes no handler for them.
 */
public final class IgnoredSignals {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "SigIgn:";

  private IgnoredSignals() {}

  /**
   * Whether a signal is ignored.
   *
   * @param signal its number of signal(7), from 1 to 64
   * @return false also where nobody tells
   */
  public static boolean contain(int signal) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(LINE))
          .map(line -> line.substring(LINE.length()).strip())
          .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) != 0);
    } catch (IOException | NumberFormatException untold) {
      return false;
    }
  }

  /**
   * Has an ignored signal do again what it does by itself, so that the JVM takes a handler for it;
   * nothing where it is not ignored.
   *
   * @param signal its number of signal(7), from 1 to 64
   * @throws SystemCallException where the kernel refuses
   */
  public static void heed(int signal) throws SystemCallException {
    if (contain(signal)) {
      SignalCalls.byDefault(signal);
    }
  }
}
