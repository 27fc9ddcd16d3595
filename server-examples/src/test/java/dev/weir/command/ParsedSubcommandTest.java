package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedSubcommandTest {

  @Test
  void helpHasAWorkedExample() {
    assertThat(Subcommands.all().stream().filter(ParsedSubcommand.class::isInstance))
        .isNotEmpty()
        .allSatisfy(subcommand ->
            assertThat(Printed.weir(subcommand.name(), "--help").out())
                .contains("Example: ")
                .contains("  weir " + subcommand.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "--nope, Unknown option: '--nope'",
    "--time, Missing required parameter",
    "--time=soon, soon (expected: a duration such as 500ms",
  })
  void wrongOptionIsOneLineAndUsage(String option, String said) {
    Printed printed = Printed.weir("bench", option);

    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err().lines())
        .singleElement()
        .asString()
        .startsWith("weir bench: ")
        .contains(said)
        .endsWith("see weir bench --help");
  }
}
