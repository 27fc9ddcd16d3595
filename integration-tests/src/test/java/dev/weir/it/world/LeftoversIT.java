package dev.weir.it.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stays of a run whose harness was killed: nothing. */
final class LeftoversIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Timeout(600)
  @ParameterizedTest
  @EnumSource(WorldKind.class)
  void theWatchdogRemovesWhatAKilledHarnessMade(WorldKind kind)
      throws IOException, InterruptedException {
    Optional<String> reason = kind.unavailable();
    assumeTrue(reason.isEmpty(), reason.orElse(""));
    if (kind == WorldKind.CONTAINERS) {
      // Making it takes longer than anything that is waited for here.
      PeersImage.ready();
    }
    Process harness = start(kind);
    try {
      Awaitility.await("something is made")
          .atMost(PATIENCE)
          .until(() -> !Leftovers.of(harness.pid()).isEmpty() || !harness.isAlive());
      assertThat(harness.isAlive()).as(Files.readString(directory.resolve("out"))).isTrue();
      List<String> runs = Leftovers.of(harness.pid());
      Shell.run("kill", "-KILL", Long.toString(harness.pid()));

      Awaitility.await("nothing is left of " + runs)
          .atMost(PATIENCE)
          .until(() -> Leftovers.all().stream().noneMatch(runs::contains));
    } finally {
      harness.destroyForcibly().waitFor();
    }
  }

  private Process start(WorldKind kind) throws IOException {
    Path file = directory.resolve("long.yaml");
    Files.writeString(file, "{server: iperf3, client: iperf3, duration: 60s}");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.weir.command.Weir",
            "harness",
            "--world",
            kind.word(),
            "--output",
            directory.toString(),
            file.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out").toFile())
        .start();
  }
}
