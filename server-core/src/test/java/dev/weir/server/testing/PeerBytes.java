package dev.weir.server.testing;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What the server has sent and the peer has not taken: bounded, as the buffers of sockets are. The
 * loop puts, the test takes; both under this object's lock.
 */
final class PeerBytes {
  private byte[] bytes = {};
  private int window;
  private boolean ended;

  PeerBytes(int window) {
    this.window = window;
  }

  synchronized void window(int size) {
    window = size;
  }

  /** Copies as much as there is room for, and says how much. */
  synchronized int offer(ByteBuf from) {
    int length = Math.max(0, Math.min(from.readableBytes(), window - bytes.length));
    if (length > 0) {
      int before = bytes.length;
      bytes = Arrays.copyOf(bytes, before + length);
      from.getBytes(from.readerIndex(), bytes, before, length);
    }
    return length;
  }

  synchronized void end() {
    ended = true;
  }

  synchronized boolean ended() {
    return ended;
  }

  synchronized int size() {
    return bytes.length;
  }

  /** How many bytes there are up to and with the first line feed; 0 where there is none. */
  synchronized int lineLength() {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  synchronized byte[] take(int most) {
    int length = Math.min(most, bytes.length);
    byte[] taken = Arrays.copyOf(bytes, length);
    bytes = Arrays.copyOfRange(bytes, length, bytes.length);
    return taken;
  }

  synchronized void takeInto(ByteArrayOutputStream target) {
    target.writeBytes(take(bytes.length));
  }
}
