package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.serve.ServeCommand;
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

  @Test
  void helpWinsOverWhateverElseIsWrong() {
    assertThat(Printed.weir("bench", "--nope", "-h").out()).startsWith("Usage: weir bench ");
  }

  @Test
  void helpNamesEveryOptionInLinesThatFit() {
    String help = Printed.weir("serve", "--help").out();

    assertThat(new ServeCommand().optionWords())
        .contains("--listen", "--help")
        .allSatisfy(
            option -> assertThat(help).contains("[" + option).containsPattern("(?m)^ .*" + option));
    assertThat(help.lines().takeWhile(line -> !line.isEmpty()))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @CsvSource({
    "--nope, '--nope: no such option (expected: any of --time, '",
    "--tiem=5s, --tiem: no such option; did you mean --time?",
    "--time, --time: missing (expected: TIME)",
    "--time --json, --time: missing (expected: TIME)",
    "--time=soon, --time: soon (expected: a duration such as 500ms",
    "--time 2s --time=3s, --time: given twice (expected: once)",
    "--json=yes, --json: yes (expected: no value)",
    "now, now: one word too many",
    "-- --json, --json: one word too many",
  })
  void wrongLineIsOneLineAndUsage(String line, String said) {
    Printed printed = Printed.weir(("bench " + line).split(" "));

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
