package dev.weir.command.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
  private static final String BEFORE =
      """
      servers:
        a: {handler: echo, listen: "tcp://:7", limits: {connections: 5}}
        b: {handler: echo, listen: "tcp://:8"}
      """;

  private static final String AFTER =
      """
      servers:
        a: {handler: echo, listen: "tcp://:9", limits: {idle: 7s}}
        c: {handler: echo, listen: "tcp://:8"}
      log: {level: debug}
      """;

  @TempDir Path directory;

  @Test
  void namesEveryDifferenceAndWhetherItCanBeFollowed() throws Exception {
    assertThat(Changes.between(read(BEFORE), read(AFTER)))
        .containsExactly(
            new Change("servers.a.listen", "tcp://:7", "tcp://:9", false),
            new Change("servers.a.limits.connections", "5", "100000", true),
            new Change("servers.a.limits.idle", "10m", "7s", true),
            new Change("servers.b", "running", "removed", false),
            new Change("servers.c", "", "added", false),
            new Change("log.level", "", "debug", true));
  }

  @Test
  void whatRunsAfterAReloadIsTheOldWithTheNewValuesOfLiveSettings() throws Exception {
    Values before = read(BEFORE).server("a").orElseThrow();
    Values running = before.reloaded(read(AFTER).server("a").orElseThrow());
    assertThat(LimitSettings.of(running).connections()).isEqualTo(100_000);
    assertThat(LimitSettings.of(running).idle()).isEqualTo(Duration.ofSeconds(7));
    assertThat(running.get(Settings.LISTEN)).hasToString("[tcp://:7]");
  }

  private ServeConfig read(String text) throws Exception {
    return ConfigReader.read(
        Files.writeString(directory.resolve("weir.yaml"), text), SomeHandlers.ALL);
  }
}
