package dev.weir.bandwidth.iperf3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, tokens and users, with files that OpenSSL wrote. */
class AccessTest {

  /** When OpenSSL's tokens were made, as they say. */
  private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);

  static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(AccessTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Access access() throws IOException, GeneralSecurityException {
    return Access.of(file("private.pem"), file("users"));
  }

  @ParameterizedTest
  @EnumSource(Padding.class)
  void aTokenThatOpenSslMadeIsRead(Padding padding) throws Exception {
    String token =
        Files.readString(file("token-" + padding.name().toLowerCase(java.util.Locale.ROOT)));
    assertThat(access().padding(padding).judge(token, THEN)).isEqualTo(Verdict.ADMITTED);
    Padding other = padding == Padding.OAEP ? Padding.PKCS1 : Padding.OAEP;
    assertThat(access().padding(other).judge(token, THEN)).isEqualTo(Verdict.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "private.pem, public.pem",
    "private-pkcs1.pem, public.pem",
    "private.pem, public-pkcs1.pem"
  })
  void bothFormsOfBothKeysAreRead(String privateKey, String publicKey) throws Exception {
    Access access = Access.of(file(privateKey), file("users"));
    String token = Credentials.of("mario", "rossi", file(publicKey)).token(THEN);
    assertThat(access.judge(token, THEN)).isEqualTo(Verdict.ADMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"public.pem", "users", "private-encrypted.pem", "private-pkcs1-encrypted.pem"})
  void whatIsNoOpenPrivateKeyIsRefused(String name) {
    assertThatThrownBy(() -> Access.of(file(name), file("users")))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"private.pem", "users"})
  void whatIsNoPublicKeyIsRefused(String name) {
    assertThatThrownBy(() -> Credentials.of("mario", "rossi", file(name)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "mario, Rossi, UNKNOWN",
    "Mario, rossi, UNKNOWN",
    "nobody, rossi, UNKNOWN",
    "luigi, 00, UNKNOWN",
    "'mario rossi', x, UNREADABLE",
    "'', '', UNREADABLE",
  })
  void otherNamesAndPasswordsAreNotAdmitted(String user, String password, Verdict verdict)
      throws Exception {
    String token = Credentials.of(user, password, file("public.pem")).token(THEN);
    assertThat(access().judge(token, THEN)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10, ADMITTED",
    "10, -10, ADMITTED",
    "10, 11, OLD",
    "10, -11, OLD",
    "60, 60, ADMITTED"
  })
  void clocksMayDifferALittle(int skew, int seconds, Verdict verdict) throws Exception {
    String token = Credentials.of("mario", "rossi", file("public.pem")).token(THEN);
    Access access = access().skew(Duration.ofSeconds(skew));
    assertThat(access.judge(token, THEN.plusSeconds(seconds))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "AAAA", "not base64", "\0", "user: mario\npwd:  rossi\nts: 1"})
  void whatIsNoTokenIsNotAdmitted(String token) throws Exception {
    assertThat(access().judge(token, THEN)).isEqualTo(Verdict.UNREADABLE);
    String long1 = token + "A".repeat(344 - token.length());
    assertThat(access().judge(long1, THEN)).isEqualTo(Verdict.UNREADABLE);
    assertThat(access().judge(token + "A".repeat(1 << 20), THEN)).isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void nobodyIsAdmittedWithoutTheFileOfUsers() throws Exception {
    Access access = Access.of(file("private.pem"), Path.of("no", "such", "file"));
    String token = Credentials.of("mario", "rossi", file("public.pem")).token(THEN);
    assertThat(access.judge(token, THEN)).isEqualTo(Verdict.NO_USERS);
  }

  @Test
  void whatDoesNotFitTheKeyIsRefused() {
    assertThatThrownBy(() -> Credentials.of("mario", "x".repeat(200), file("public.pem")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: 214 or fewer with a key of 2048 bits");
  }

  @Test
  void secretsAreNotPrinted() throws Exception {
    assertThat(Credentials.of("mario", "rossi", file("public.pem")).toString())
        .contains("mario")
        .doesNotContain("rossi");
    assertThat(Token.of("mario", "rossi", THEN).toString()).doesNotContain("rossi");
  }
}
