package dev.weir.server.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses written in figures. */
final class Literal {
  private Literal() {}

  /** Of 4 or 16 bytes, kept in their family: an IPv4-mapped one becomes IPv4. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(wrongLength);
    }
  }
}
