package dev.weir.server.datagram;

/**
 * How many messages the next call receives. Small ones as many as there is room for; of large ones
 * only as many as stay in the processor's cache until they are looked at.
 */
final class Window {
  private static final int CACHED_BYTES = 256 * 1024;
  private static final int LEAST = 4;

  private final int most;
  private int next;

  Window(int most) {
    this.most = most;
    this.next = most;
  }

  int next() {
    return next;
  }

  void took(int messages, long bytes) {
    long average = bytes / messages + 1;
    next = Math.clamp(CACHED_BYTES / average, Math.min(LEAST, most), most);
  }
}
