package dev.weir.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real bash what it would complete. */
final class CompletionTest {

  @Test
  void bashCompletesSubcommandsAndOptions(@TempDir Path folder) throws Exception {
    Path script = folder.resolve("weir-completion");
    Printed printed = Printed.weir("completion", "bash");
    assertThat(printed.code()).isZero();
    Files.writeString(script, printed.out());

    assertThat(completed(script, "weir", "")).contains("bench", "serve", "iperf3", "inspect");
    assertThat(completed(script, "weir", "serve", "--")).contains("--listen", "--config");
    assertThat(completed(script, "weir", "iperf3", "--")).contains("--client", "--bidir");
  }

  @Test
  void anUnknownShellIsRefused() {
    Printed printed = Printed.weir("completion", "fish");
    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.err()).contains("fish");
  }

  private static List<String> completed(Path script, String... words) throws Exception {
    String program =
        """
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        _complete_weir
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    List<String> command = new java.util.ArrayList<>(List.of("bash", "-c", program, "complete"));
    command.add(script.toString());
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return text.lines().map(String::strip).toList();
  }
}
