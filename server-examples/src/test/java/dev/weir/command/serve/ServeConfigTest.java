package dev.weir.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.ExitCode;
import dev.weir.command.Printed;
import dev.weir.command.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

class ServeConfigTest {

  @TempDir Path directory;

  @Test
  void checkPrintsTheEffectiveConfigurationAndStartsNothing() throws Exception {
    Path file =
        write("servers: {echo: {handler: echo, listen: \"tcp://:7\", limits: {connections: 5}}}");

    Printed printed = Printed.weir("serve", "--config", file.toString(), "--check");

    assertThat(printed.code()).isEqualTo(ExitCode.DONE);
    assertThat(printed.err()).isEmpty();
    assertThat(printed.out())
        .contains("connections: 5\n", "listen: [tcp://:7]\n")
        .containsPattern("idle: 10m +# default");
  }

  @Test
  void whatACommandLineSaysAFileCanSay() throws Exception {
    Printed line =
        Printed.weir(
            "serve",
            "echo=tcp://127.0.0.1:0,udp://127.0.0.1:0",
            "--options",
            "tcp: TCP_NODELAY=on",
            "--shards",
            "2",
            "--pinned",
            "--steered",
            "--limits",
            "connections=9,idle=30s",
            "--metadata",
            "ttl,drops",
            "--batching",
            "messages=32,segment=off",
            "--drain",
            "7s",
            "--admin",
            "tcp://127.0.0.1:0",
            "--otlp",
            "http://127.0.0.1:4318/v1/metrics",
            "--log-level",
            "info",
            "--check");
    assertThat(line.code()).isEqualTo(ExitCode.DONE);
    assertThat(line.out())
        .contains("connections: 9\n", "idle: 30s\n", "drain: 7s\n", "level: info\n")
        .contains("pinned: true\n", "steered: true\n")
        .contains("metadata: [ttl, drops]\n", "messages: 32\n", "segment: false\n");

    Printed file = Printed.weir("serve", "--config", write(line.out()).toString(), "--check");

    assertThat(file.out().replaceAll(" +# default", ""))
        .isEqualTo(line.out().replaceAll(" +# default", ""));
  }

  @Test
  void sessionsAndGroupsHaveTheSameNamesOnTheCommandLine() throws Exception {
    Printed line =
        Printed.weir(
            "serve",
            "statsd=udp://127.0.0.1:0",
            "--sessions",
            "idle=7s,limit=9,overflow=drop-oldest",
            "--join",
            "239.7.7.7,232.1.1.1 from 10.0.0.9 on lo",
            "--check");
    assertThat(line.code()).isEqualTo(ExitCode.DONE);
    assertThat(line.out())
        .contains("sessions:\n", "idle: 7s\n", "limit: 9\n", "overflow: drop-oldest\n")
        .doesNotContain("queue");

    Printed file = Printed.weir("serve", "--config", write(line.out()).toString(), "--check");

    assertThat(file.out().replaceAll(" +# default", ""))
        .isEqualTo(line.out().replaceAll(" +# default", ""));
  }

  @Test
  void printsEveryProblemOfAFileWithItsPlace() throws Exception {
    Path file = write("servers: {echo: {handler: eko, listen: \"tcp://:7\", shard: 2}}\n");

    Printed printed = Printed.weir("serve", "--config", file.toString());

    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith(file + ":1:"))
        .anyMatch(line -> line.endsWith("did you mean echo?"))
        .anyMatch(line -> line.endsWith("did you mean shards?"));
  }

  @Test
  void everySettingHasItsOption() {
    CommandSpec command = new ServeCommand().commandLine().getCommandSpec();
    Stream.concat(Settings.SERVER.stream(), Settings.PROCESS.stream())
        .filter(setting -> !setting.equals(Settings.HANDLER))
        .forEach(setting ->
            assertThat(command.optionsMap()).as(setting.path()).containsKey(setting.option()));
  }

  private Path write(String text) throws Exception {
    return Files.writeString(directory.resolve("weir.yaml"), text);
  }
}
