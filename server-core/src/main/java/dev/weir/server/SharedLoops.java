package dev.weir.server;

import org.jspecify.annotations.Nullable;

/** Makes the shared loops when they are first asked for; where that fails, it is tried again. */
final class SharedLoops {
  private static @Nullable Loops loops;

  private SharedLoops() {}

  static synchronized Loops get() {
    Loops known = loops;
    if (known == null) {
      known = Loops.permanent(Runtime.getRuntime().availableProcessors(), "weir-shared");
      loops = known;
    }
    return known;
  }
}
