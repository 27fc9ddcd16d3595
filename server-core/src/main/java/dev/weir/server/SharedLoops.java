package dev.weir.server;

/** Makes the shared loops when they are first asked for. */
final class SharedLoops {
  static final Loops LOOPS =
      Loops.permanent(Runtime.getRuntime().availableProcessors(), "weir-shared");

  private SharedLoops() {}
}
