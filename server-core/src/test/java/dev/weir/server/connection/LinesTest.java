package dev.weir.server.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 4096})
  void cutsLinesHoweverTheBytesArrive(int atOnce) {
    assertThat(lines("one\ntwo\r\n\nfour", atOnce, 10)).containsExactly("one", "two", "", "four");
    assertThat(lines("", atOnce, 10)).isEmpty();
    assertThat(lines("\n", atOnce, 10)).containsExactly("");
    assertThat(lines("größe\n", atOnce, 10)).containsExactly("größe");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096})
  void refusesALineBeyondItsBoundAndAllowsOneOfExactlyThat(int atOnce) {
    assertThat(lines("12345\r\n12345\n12345", atOnce, 5))
        .containsExactly("12345", "12345", "12345");
    assertThatThrownBy(() -> lines("123456\n", atOnce, 5))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(LineTooLongException.class);
    assertThatThrownBy(() -> lines("123456", atOnce, 5))
        .hasCauseInstanceOf(LineTooLongException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 100_000})
  void growsToLongLinesWithinTheBound(int atOnce) {
    String longLine = "x".repeat(70_000);
    assertThat(lines(longLine + "\n" + longLine + "\n", atOnce, 70_000))
        .containsExactly(longLine, longLine);
  }

  private static List<String> lines(String input, int atOnce, int limit) {
    ByteBuffer bytes = UTF_8.encode(input);
    Lines lines =
        new Lines(
            (target, between) -> {
              int length = Math.min(Math.min(atOnce, bytes.remaining()), target.remaining());
              target.put(bytes.slice(bytes.position(), length));
              bytes.position(bytes.position() + length);
              return length == 0 ? -1 : length;
            },
            UTF_8,
            limit);
    List<String> found = new ArrayList<>();
    lines.forEachRemaining(found::add);
    return found;
  }
}
