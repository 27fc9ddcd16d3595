package dev.weir.it.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.Subcommand;
import dev.weir.it.scenario.command.HarnessCommand;
import dev.weir.it.scenario.command.ReportCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after this build has packaged the command, so that the launcher finds nothing to build. */
final class LauncherIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  private record Ended(int code, String out, String err) {}

  private Ended run(Path launcher, String... arguments) throws Exception {
    return run(launcher, List.of(), arguments);
  }

  private Ended run(Path launcher, List<String> without, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(launcher.toString()));
    line.addAll(List.of(arguments));
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    without.forEach(builder.environment()::remove);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void runsFromAnyDirectoryAndSaysNothingItself() throws Exception {
    Ended ended = run(ROOT.resolve("weir"), "--version");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("weir ");
  }

  @Test
  void findsItsTreeThroughLinksToLinks() throws Exception {
    Path bin = Files.createDirectory(directory.resolve("a bin"));
    Files.createSymbolicLink(bin.resolve("real"), ROOT.resolve("weir"));
    Path link = Files.createSymbolicLink(bin.resolve("weir"), Path.of("real"));

    assertThat(run(link, "--version").out()).startsWith("weir ");
  }

  @Test
  void findsAJdkThatIsNotOnThePath() throws Exception {
    assertThat(run(ROOT.resolve("weir"), List.of("JAVA_HOME"), "--version").code()).isZero();
  }

  @Test
  void passesArgumentsAndExitCodeOn() throws Exception {
    Ended ended = run(ROOT.resolve("weir"), "no such", "--x");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("weir: sub-command: no such (expected: ");
  }

  @Test
  void tellsOfTheHarnessThatTheTreeHas() throws Exception {
    String help = run(ROOT.resolve("weir"), "--help").out();

    for (Subcommand one : List.of(new HarnessCommand(), new ReportCommand())) {
      assertThat(help.lines())
          .anyMatch(line -> line.matches("  " + one.name() + " +" + one.summary()));
    }
  }

  @Test
  void saysInOneLineThatThereIsNoJdk() throws Exception {
    Path tree = copyOfTheLauncher("find_jdk() { echo \"$1: no JDK\" >&2; return 1; }\n");
    Ended ended = run(tree.resolve("weir"), "--version");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).isEqualTo("weir: no JDK\n");
  }

  @Test
  void showsTheBuildsErrorsWhereItFails() throws Exception {
    Path tree = copyOfTheLauncher("find_jdk() { :; }\n");
    writeScript(tree.resolve("mvnw"), "echo '[INFO] at work'; echo '[ERROR] too bad'; exit 1");
    Ended ended = run(tree.resolve("weir"), "--version");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("weir: building "),
            line -> assertThat(line).isEqualTo("[ERROR] too bad"),
            line -> assertThat(line).startsWith("weir: the build failed"));
  }

  private Path copyOfTheLauncher(String jdkSearch) throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.copy(ROOT.resolve("weir"), tree.resolve("weir"));
    Files.createDirectory(tree.resolve(".mvn"));
    Files.writeString(tree.resolve(".mvn/jdk.sh"), jdkSearch, UTF_8);
    Files.copy(ROOT.resolve(".mvn/command.sh"), tree.resolve(".mvn/command.sh"));
    return tree;
  }

  private static void writeScript(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n", UTF_8);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
