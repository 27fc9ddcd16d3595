package dev.weir.server.pipeline;

/** Longs, first in, first out, without an object for each. For one thread. */
final class LongQueue {
  private long[] slots = new long[4];
  private int head;
  private int size;

  void add(long value) {
    if (size == slots.length) {
      grow();
    }
    slots[(head + size) & (slots.length - 1)] = value;
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The oldest; 0 where there is none. */
  long take() {
    if (size == 0) {
      return 0;
    }
    long value = slots[head];
    head = (head + 1) & (slots.length - 1);
    size--;
    return value;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = slots[(head + i) & (slots.length - 1)];
    }
    slots = larger;
    head = 0;
  }
}
