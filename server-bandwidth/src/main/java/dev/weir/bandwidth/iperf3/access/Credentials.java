package dev.weir.bandwidth.iperf3.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Who a client says it is, and the server's public key, so that nobody else can read it. */
public final class Credentials {

  private final String user;
  private final String password;
  private final RSAPublicKey key;
  private final Padding padding;

  private Credentials(String user, String password, RSAPublicKey key, Padding padding) {
    this.user = user;
    this.password = password;
    this.key = key;
    this.padding = padding;
  }

  /**
   * Credentials for servers from 3.17, Weir's among them.
   *
   * @param user a name without blanks
   * @param password without blanks
   * @param key file with the server's public RSA key, PEM
   * @return the credentials
   * @throws IOException where the file cannot be read
   * @throws GeneralSecurityException where it holds no public RSA key
   * @throws IllegalArgumentException where name and password are too long for the key
   */
  public static Credentials of(String user, String password, Path key)
      throws IOException, GeneralSecurityException {
    return new Credentials(user, password, RsaKeys.publicKey(key), Padding.OAEP).checked();
  }

  /**
   * The same for servers that pad otherwise.
   *
   * @param other {@link Padding#OAEP} by default
   * @return the new credentials
   * @throws IllegalArgumentException where name and password are too long for the key
   */
  public Credentials padding(Padding other) {
    return new Credentials(user, password, key, other).checked();
  }

  private Credentials checked() {
    int length = Token.of(user, password, Instant.EPOCH.plusSeconds(1L << 40)).text().length;
    int longest = padding.longest((key.getModulus().bitLength() + 7) / Byte.SIZE);
    if (length > longest) {
      throw new IllegalArgumentException(
          "user and password: %d bytes (expected: %d or fewer with a key of %d bits)"
              .formatted(length, longest, key.getModulus().bitLength()));
    }
    return this;
  }

  /**
   * What goes to the server: name, password and time, encrypted. It is good for some seconds only.
   *
   * @param now the time it carries
   * @return Base64
   */
  public String token(Instant now) {
    try {
      byte[] hidden = padding.encrypt(key, Token.of(user, password, now).text());
      return Base64.getEncoder().encodeToString(hidden);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The user's name alone. */
  @Override
  public String toString() {
    return "Credentials of " + user;
  }
}
