package dev.weir.server.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A loop that has not turned for too long: somebody waits or computes on it, and every connection
 * of the loop waits with it.
 *
 * @param loop the thread's name
 * @param since how long it has not turned, so far
 * @param stack where the thread is, innermost call first
 */
public record BlockedLoop(String loop, Duration since, List<StackTraceElement> stack) {
  private static final List<String> NOT_TO_BLAME =
      List.of("java.", "jdk.", "sun.", "io.netty.", "dev.weir.server.", "dev.weir.linux.");

  /** Copies the stack. */
  public BlockedLoop {
    stack = List.copyOf(stack);
  }

  /**
   * Who blocks it: the innermost call that belongs neither to the JDK nor to Netty nor to Weir.
   *
   * @return class, method, file and line; empty where the whole stack is theirs
   */
  public Optional<StackTraceElement> culprit() {
    return stack.stream().filter(BlockedLoop::toBlame).findFirst();
  }

  private static boolean toBlame(StackTraceElement call) {
    return NOT_TO_BLAME.stream().noneMatch(call.getClassName()::startsWith);
  }
}
