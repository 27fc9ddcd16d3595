package dev.weir.bandwidth.iperf3.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file of users: a line is a name, a comma and the SHA-256 of <code>{name}password</code> in
 * small hexadecimal digits; other lines say nothing. Read anew for each question.
 *
 * @param file where it is
 */
record Users(Path file) {

  /**
   * Whether somebody may test. Takes as long for any name and password.
   *
   * @throws IOException where the file cannot be read
   */
  boolean know(Token token) throws IOException {
    byte[] wanted = bytes(token.user() + "," + hash(token));
    boolean known = false;
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      known |= entry(line) && MessageDigest.isEqual(wanted, bytes(fields(line)));
    }
    return known;
  }

  private static boolean entry(String line) {
    return line.contains(",") && !line.startsWith("#");
  }

  /** A third field and what follows it are somebody's remark. */
  private static String fields(String line) {
    String[] fields = line.split(",", 3);
    return fields[0] + "," + fields[1].stripTrailing();
  }

  private static String hash(Token token) {
    byte[] salted = bytes("{" + token.user() + "}" + token.password());
    return HexFormat.of().formatHex(sha256().digest(salted));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
