package dev.weir.server.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a known number of bytes, growing with what comes: a peer cannot reserve memory by words.
 */
final class ExactRead {
  private static final int FIRST = 8 * 1024;

  private ExactRead() {}

  static byte[] of(Connection connection, int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + " (expected: 0 or more)");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(count, FIRST));
    while (bytes.position() < count) {
      bytes = withSpace(bytes, count);
      if (connection.read(bytes) < 0) {
        throw new EOFException(
            "end of input after " + bytes.position() + " bytes (expected: " + count + ")");
      }
    }
    return bytes.array();
  }

  private static ByteBuffer withSpace(ByteBuffer bytes, int count) {
    if (bytes.hasRemaining()) {
      return bytes;
    }
    int doubled = (int) Math.min(count, bytes.capacity() * 2L);
    return ByteBuffer.allocate(doubled).put(bytes.flip());
  }
}
