package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeirTest {

  static List<String> names() {
    return Subcommands.all().stream().map(Subcommand::name).toList();
  }

  @Test
  void helpNamesEverySubcommandWithItsSummary() {
    Printed printed = Printed.weir("--help");

    assertThat(printed.code()).isEqualTo(ExitCode.DONE);
    assertThat(Subcommands.all()).isNotEmpty();
    assertThat(Subcommands.all())
        .allSatisfy(subcommand ->
            assertThat(printed.out()).contains(subcommand.name()).contains(subcommand.summary()));
  }

  @Test
  void summariesFitTheirColumn() {
    assertThat(Subcommands.all())
        .allSatisfy(subcommand -> assertThat(subcommand.summary()).hasSizeLessThanOrEqualTo(60));
  }

  @Test
  void versionNamesNettyJvmAndKernel() {
    Printed printed = Printed.weir("--version");

    assertThat(printed.code()).isEqualTo(ExitCode.DONE);
    assertThat(printed.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("weir \\d+\\.\\d+\\.\\d+.*"),
            line -> assertThat(line).matches("netty 4\\.2\\.\\d+\\.Final"),
            line -> assertThat(line).startsWith("jvm ").contains("25"),
            line -> assertThat(line).startsWith("kernel " + System.getProperty("os.name")));
  }

  @Test
  void noWordAtAllGetsTheHelpOnStandardError() {
    Printed printed = Printed.weir();

    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err()).startsWith("Usage: weir");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bnech", "--nope", "-x", " "})
  void unknownWordGetsOneLine(String word) {
    Printed printed = Printed.weir(word);

    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err().lines())
        .singleElement()
        .asString()
        .startsWith("weir: sub-command: " + word + " (expected: ")
        .contains("serve");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySubcommandHelps(String name) {
    Printed printed = Printed.weir(name, "--help");

    assertThat(printed.code()).isEqualTo(ExitCode.DONE);
    assertThat(printed.out()).containsIgnoringCase("usage: ");
    assertThat(printed.err()).isEmpty();
  }
}
