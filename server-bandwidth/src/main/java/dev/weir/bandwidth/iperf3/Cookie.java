package dev.weir.bandwidth.iperf3;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * The name of a test on the wire: 36 characters and a NUL, the first thing on its control
 * connection and on each of its TCP data connections.
 *
 * @param text up to 36 characters of one byte each; peers before 3.2 put their host name in, so
 *     that no alphabet may be taken for granted
 */
public record Cookie(String text) {

  /** Bytes on the wire, the NUL included. */
  public static final int LENGTH = 37;

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final RandomGenerator RANDOM = new SecureRandom();

  /**
   * A cookie no other test has.
   *
   * @return fresh from a secure generator
   */
  public static Cookie random() {
    StringBuilder text = new StringBuilder(LENGTH - 1);
    for (int i = 0; i < LENGTH - 1; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new Cookie(text.toString());
  }

  /**
   * Reads a cookie; what follows a NUL does not count.
   *
   * @param bytes at least {@link #LENGTH} readable, of which so many are read
   * @return the cookie
   */
  static Cookie read(ByteBuf bytes) {
    String text = bytes.readCharSequence(LENGTH, StandardCharsets.ISO_8859_1).toString();
    int end = text.indexOf('\0');
    return new Cookie(end < 0 ? text.substring(0, LENGTH - 1) : text.substring(0, end));
  }

  /** Writes exactly {@link #LENGTH} bytes. */
  void write(ByteBuf bytes) {
    int start = bytes.writerIndex();
    bytes.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    bytes.writeZero(LENGTH - (bytes.writerIndex() - start));
  }
}
