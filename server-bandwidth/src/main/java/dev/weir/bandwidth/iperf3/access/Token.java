package dev.weir.bandwidth.iperf3.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client says of itself, before it is encrypted. Names and passwords are bytes to both ends;
 * here each char is one of them.
 *
 * @param user name
 * @param password in the clear
 * @param seconds since 1970, by the client's clock
 */
record Token(String user, String password, long seconds) {

  /** More digits than this are no time. */
  private static final Pattern TEXT =
      Pattern.compile("user:\\s*(\\S+)\\s*pwd:\\s*(\\S+)\\s*ts:\\s*(-?\\d{1,18})\\D*");

  static Token of(String user, String password, Instant now) {
    return new Token(bytes(user), bytes(password), now.getEpochSecond());
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  byte[] text() {
    return "user: %s\npwd:  %s\nts:   %d"
        .formatted(user, password, seconds)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static Optional<Token> parse(byte[] text) {
    Matcher matcher = TEXT.matcher(new String(text, StandardCharsets.ISO_8859_1));
    return matcher.matches()
        ? Optional.of(
            new Token(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Token of " + user;
  }
}
