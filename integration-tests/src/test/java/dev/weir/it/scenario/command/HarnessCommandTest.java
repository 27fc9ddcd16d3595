package dev.weir.it.scenario.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.ExitCode;
import dev.weir.command.StopRequest;
import dev.weir.command.Terminal;
import dev.weir.command.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HarnessCommandTest {

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("one.yaml");
    Files.writeString(file, "{server: weir, client: weir, world: loopback}");
  }

  @Test
  void checkSaysWhatARunWouldBe() {
    assertThat(harness("--check", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).startsWith("one: 1 cells, 1 rounds, 1 worlds");
  }

  @Test
  void aFileWithAMistakeIsBadUsage() throws IOException {
    Files.writeString(file, "server: weir\nclient: wier\n");

    assertThat(harness("--check", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).startsWith(file + ":2:9: client: ").contains("did you mean weir?");
  }

  @Test
  void aFileThatIsNotThereIsBadUsage() {
    assertThat(harness("--check", directory + "/none.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("none.yaml:1:1: no such file");
  }

  @Test
  void resultsThatCannotBeWrittenAreSaidBeforeAnythingRuns() {
    String below = file.resolve("results").toString();

    assertThat(harness("--output", below, file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("--output: \"" + below + "\" (expected: a directory");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void twoScenariosOfOneNameAreBadUsage() throws IOException {
    Path other = directory.resolve("two.yaml");
    Files.writeString(other, "name: one\nserver: weir\nclient: weir\n");

    assertThat(harness("--check", file.toString(), other.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).startsWith(other + ":1:1: name: \"one\" is the name of " + file);
  }

  private int harness(String... words) {
    List<String> line = new ArrayList<>(List.of("harness"));
    line.addAll(List.of(words));
    Terminal terminal = new Terminal(stream(out), stream(err), false, false, new StopRequest());
    return Weir.run(line.toArray(String[]::new), terminal);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
