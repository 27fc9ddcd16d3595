package dev.weir.it.handlers;

import java.util.stream.Stream;

/**
 * What a server's process holds.
 *
 * @param connections open ones
 * @param errors counted so far
 * @param descriptors of the process
 * @param threads of the process, as the kernel counts them
 * @param direct bytes of direct memory in Netty's allocator
 * @param heap bytes in use
 */
record Held(long connections, long errors, long descriptors, long threads, long direct, long heap) {

  static Held of(String line) {
    long[] values = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Held(values[0], values[1], values[2], values[3], values[4], values[5]);
  }

  String line() {
    return "%d %d %d %d %d %d".formatted(connections, errors, descriptors, threads, direct, heap);
  }
}
