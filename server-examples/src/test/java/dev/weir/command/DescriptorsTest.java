package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorsTest {

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/0, true",
    "/dev/tty1, true",
    "/dev/console, true",
    "/dev/null, false",
    "pipe:[4711], false",
    "/home/somebody/out.txt, false",
    "socket:[17], false",
  })
  void namesTellTerminals(String name, boolean terminal) {
    assertThat(Descriptors.isTerminalName(name)).isEqualTo(terminal);
  }
}
