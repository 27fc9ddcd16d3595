package dev.weir.bandwidth.iperf3.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Who may test on a server. Immutable: every method gives a new one.
 *
 * @see Credentials
 */
public final class Access {

  private static final Duration SKEW = Duration.ofSeconds(10);

  private final RSAPrivateKey key;
  private final Users users;
  private final Duration skew;
  private final Padding padding;

  private Access(RSAPrivateKey key, Users users, Duration skew, Padding padding) {
    this.key = key;
    this.users = users;
    this.skew = skew;
    this.padding = padding;
  }

  /**
   * Access for the users in a file, whose clocks may differ by 10 seconds.
   *
   * @param key file with the server's private RSA key, PEM, not encrypted
   * @param users file with a name, a comma and a hash a line; read anew for each test
   * @return the rules
   * @throws IOException where the key's file cannot be read
   * @throws GeneralSecurityException where it holds no private RSA key
   */
  public static Access of(Path key, Path users) throws IOException, GeneralSecurityException {
    return new Access(RsaKeys.privateKey(key), new Users(users), SKEW, Padding.OAEP);
  }

  /**
   * With other clocks.
   *
   * @param most that a client's clock may differ, above 0; whole seconds count
   * @return the new rules
   */
  public Access skew(Duration most) {
    return new Access(key, users, most, padding);
  }

  /**
   * For clients that pad otherwise.
   *
   * @param other {@link Padding#OAEP} by default; with {@link Padding#PKCS1} the times of answers
   *     must tell nothing
   * @return the new rules
   */
  public Access padding(Padding other) {
    return new Access(key, users, skew, other);
  }

  /**
   * Judges a token. Costs milliseconds of processor and reads a file, so not for loops.
   *
   * @param token as it came, of any length
   * @param now the time
   * @return never {@link Verdict#ADMITTED} without all of key, time, name and password being right
   */
  public Verdict judge(String token, Instant now) {
    return decrypt(token)
        .flatMap(Token::parse)
        .map(each -> judge(each, now))
        .orElse(Verdict.UNREADABLE);
  }

  private Verdict judge(Token token, Instant now) {
    try {
      boolean known = users.know(token);
      if (!inTime(token, now)) {
        return Verdict.OLD;
      }
      return known ? Verdict.ADMITTED : Verdict.UNKNOWN;
    } catch (IOException unreadable) {
      return Verdict.NO_USERS;
    }
  }

  /** Numbers of 18 digits cannot overflow here. */
  private boolean inTime(Token token, Instant now) {
    return Math.abs(now.getEpochSecond() - token.seconds()) <= skew.toSeconds();
  }

  private Optional<byte[]> decrypt(String token) {
    int modulus = (key.getModulus().bitLength() + 7) / Byte.SIZE;
    if (token.length() != (modulus + 2) / 3 * 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(padding.decrypt(key, Base64.getDecoder().decode(token)));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      // Why is of use to nobody but an attacker.
      return Optional.empty();
    }
  }
}
