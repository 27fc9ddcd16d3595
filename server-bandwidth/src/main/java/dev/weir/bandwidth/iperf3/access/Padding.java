package dev.weir.bandwidth.iperf3.access;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;

/** How a token is padded before it is encrypted; both ends must agree, the token does not say. */
public enum Padding {
  /** OAEP with SHA-1 for the label and the mask, which is what OpenSSL does: releases from 3.17. */
  OAEP("RSA/ECB/OAEPWithSHA-1AndMGF1Padding", 42),
  /** PKCS#1 version 1.5: releases before 3.17. An attacker can learn from how it fails. */
  PKCS1("RSA/ECB/PKCS1Padding", 11);

  private final String transformation;
  private final int overhead;

  Padding(String transformation, int overhead) {
    this.transformation = transformation;
    this.overhead = overhead;
  }

  /** Bytes of the longest message for a modulus of so many bytes. */
  int longest(int modulus) {
    return modulus - overhead;
  }

  byte[] encrypt(Key key, byte[] message) throws GeneralSecurityException {
    return cipher(Cipher.ENCRYPT_MODE, key).doFinal(message);
  }

  byte[] decrypt(Key key, byte[] message) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, key).doFinal(message);
  }

  private Cipher cipher(int mode, Key key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(mode, key);
    return cipher;
  }
}
