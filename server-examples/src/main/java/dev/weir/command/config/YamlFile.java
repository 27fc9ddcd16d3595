package dev.weir.command.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a configuration file, read whole and bounded.
 *
 * @param name the file as whoever asked for it named it
 * @param text what is in it
 */
public record YamlFile(String name, String text) {
  /** Largest file that is read; a thousand servers need a tenth of it. */
  static final int LARGEST_BYTES = 1 << 20;

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be read, is too large or is not UTF-8
   */
  public static YamlFile read(Path path) throws ConfigException {
    String name = path.toString();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw at(
            name, 1, 1, "the file is too large (expected: at most " + LARGEST_BYTES + " bytes)");
      }
      return new YamlFile(name, decode(name, bytes));
    } catch (NoSuchFileException e) {
      throw at(name, 1, 1, "no such file");
    } catch (IOException e) {
      throw at(name, 1, 1, "cannot be read: " + e.getMessage());
    }
  }

  private static String decode(String name, byte[] bytes) throws ConfigException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      Location where = new YamlFile(name, text).locate(text.length());
      throw new ConfigException(where, "a byte that is not UTF-8 (expected: text in UTF-8)");
    }
    return text;
  }

  /** The place of a character of the text. */
  Location locate(int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(index, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Location(name, line, index - start + 1);
  }

  private static ConfigException at(String name, int line, int column, String text) {
    return new ConfigException(new Location(name, line, column), text);
  }
}
