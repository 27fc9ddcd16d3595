package dev.weir.server.option;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Ints as the kernel keeps them. */
final class Ints {
  private Ints() {}

  static byte[] bytes(int... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  /** The int at a position of that many ints; one byte stands for a whole int, as for IP_TOS. */
  static int at(byte[] bytes, int position) {
    return bytes.length == 1
        ? bytes[0] & 0xff
        : ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(position * Integer.BYTES);
  }
}
