package dev.weir.bandwidth.iperf3.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file.
 *
 * @param text the whole file
 */
record Pem(String text) {

  private static final long LONGEST = 1 << 20;

  static Pem read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IOException(file + ": too large for a key");
    }
    return new Pem(Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  /** The bytes of the first block of a kind, such as {@code PUBLIC KEY}. */
  Optional<byte[]> block(String label) {
    Pattern pattern =
        Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----");
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? decoded(matcher.group(1)) : Optional.empty();
  }

  private static Optional<byte[]> decoded(String body) {
    try {
      return Optional.of(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
    } catch (IllegalArgumentException encrypted) {
      // Headers before the body: a key under a password, in the old form.
      return Optional.empty();
    }
  }
}
