package dev.weir.bandwidth.iperf3.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** RSA keys from files as OpenSSL writes them. */
final class RsaKeys {

  private RsaKeys() {}

  /**
   * Reads a public key.
   *
   * @throws IOException where the file cannot be read
   * @throws GeneralSecurityException where it holds no public RSA key
   */
  static RSAPublicKey publicKey(Path file) throws IOException, GeneralSecurityException {
    Pem pem = Pem.read(file);
    byte[] key =
        pem.block("PUBLIC KEY")
            .or(() -> pem.block("RSA PUBLIC KEY").map(Der::publicKey))
            .orElseThrow(() -> new InvalidKeySpecException(file + ": no public RSA key in PEM"));
    return (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(key));
  }

  /**
   * Reads a private key, which must not be encrypted.
   *
   * @throws IOException where the file cannot be read
   * @throws GeneralSecurityException where it holds no private RSA key that can be read
   */
  static RSAPrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Pem pem = Pem.read(file);
    byte[] key =
        pem.block("PRIVATE KEY")
            .or(() -> pem.block("RSA PRIVATE KEY").map(Der::privateKey))
            .orElseThrow(() ->
                new InvalidKeySpecException(
                    file + ": no private RSA key in PEM, or one under a password"));
    return (RSAPrivateKey) factory().generatePrivate(new PKCS8EncodedKeySpec(key));
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA");
  }
}
