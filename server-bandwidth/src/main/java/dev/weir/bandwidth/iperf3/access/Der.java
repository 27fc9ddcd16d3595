package dev.weir.bandwidth.iperf3.access;

import java.io.ByteArrayOutputStream;

/**
 * Puts a bare RSA key (PKCS#1) into the wrapping that says what it is, which is the only form that
 * the JDK reads.
 */
final class Der {

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int BITS = 0x03;

  /** INTEGER 0: the version of PKCS#8. */
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  /** SEQUENCE of OID 1.2.840.113549.1.1.1 (rsaEncryption) and NULL. */
  private static final byte[] RSA = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private Der() {}

  /** PKCS#1 to PKCS#8. */
  static byte[] privateKey(byte[] bare) {
    return tagged(SEQUENCE, joined(VERSION, RSA, tagged(OCTETS, bare)));
  }

  /** PKCS#1 to SubjectPublicKeyInfo. */
  static byte[] publicKey(byte[] bare) {
    return tagged(SEQUENCE, joined(RSA, tagged(BITS, joined(new byte[] {0}, bare))));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] tagged(int tag, byte[] content) {
    return joined(new byte[] {(byte) tag}, length(content.length), content);
  }

  /** Below 128 one byte; else the number of bytes that follow, and these. */
  private static byte[] length(int bytes) {
    if (bytes < 0x80) {
      return new byte[] {(byte) bytes};
    }
    if (bytes < 0x100) {
      return new byte[] {(byte) 0x81, (byte) bytes};
    }
    return new byte[] {(byte) 0x82, (byte) (bytes >> Byte.SIZE), (byte) bytes};
  }
}
