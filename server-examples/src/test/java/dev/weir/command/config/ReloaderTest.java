package dev.weir.command.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloaderTest {
  private static final String SERVERS =
      "servers: {a: {handler: echo, listen: \"tcp://:7\", limits: {connections: %d}}, "
          + "b: {handler: echo, listen: \"tcp://:8\"}}\n";

  @TempDir Path directory;
  private final List<String> followed = new ArrayList<>();

  private final Reloader.Following running =
      new Reloader.Following() {
        @Override
        public void limits(String server, Limits limits) {
          followed.add(server + " " + limits.connections());
        }

        @Override
        public void sessions(String server, UnaryOperator<Sessions> change) {
          Sessions now = change.apply(Sessions.idle(Duration.ofSeconds(30)));
          followed.add(server + " " + now.idle().toSeconds() + "s " + now.limit());
        }

        @Override
        public void logLevel(Optional<LogLevel> level) {
          followed.add("log " + level.map(LogLevel::toString).orElse("-"));
        }
      };

  @Test
  void followsOnlyWhatChanged() throws Exception {
    Reloader reloader = reloader(SERVERS.formatted(5));
    reloader.reload();
    assertThat(followed).isEmpty();
    write(SERVERS.formatted(6) + "log: {level: debug}\n");
    reloader.reload();
    reloader.reload();
    assertThat(followed).containsExactly("a 6", "log debug");
    write(SERVERS.formatted(5));
    reloader.reload();
    assertThat(followed).containsExactly("a 6", "log debug", "a 5", "log -");
  }

  @Test
  void boundsOfSessionsFollowAndGoBackToTheHandlersOwn() throws Exception {
    String sessions = "servers: {a: {handler: statsd, listen: \"udp://:7\", sessions: {%s}}}\n";
    Reloader reloader = reloader(sessions.formatted(""));
    write(sessions.formatted("idle: 7s, limit: 5"));
    reloader.reload();
    reloader.reload();
    write(sessions.formatted("limit: 5"));
    reloader.reload();
    assertThat(followed).containsExactly("a 7s 5", "a 30s 5");
  }

  @Test
  void aFileWithAnErrorChangesNothing() throws Exception {
    Reloader reloader = reloader(SERVERS.formatted(5));
    write(SERVERS.formatted(6) + "lgo: {}\n");
    reloader.reload();
    Files.delete(directory.resolve("weir.yaml"));
    reloader.reload();
    assertThat(followed).isEmpty();
  }

  @Test
  void serversThatCameOrWentAreLeft() throws Exception {
    Reloader reloader = reloader(SERVERS.formatted(5));
    write(
        "servers: {a: {handler: lines, listen: \"tcp://:9\", limits: {connections: 7}}, c: {handler: echo, listen: \"tcp://:1\"}}");
    reloader.reload();
    assertThat(followed).containsExactly("a 7");
    assertThat(reloader.current().servers().keySet()).containsExactly("a", "b");
    assertThat(reloader.current().server("a").orElseThrow().get(Settings.HANDLER))
        .isEqualTo("echo");
  }

  private Reloader reloader(String text) throws Exception {
    return new Reloader(
        write(text), SomeHandlers.ALL, ConfigReader.read(write(text), SomeHandlers.ALL), running);
  }

  private Path write(String text) throws Exception {
    return Files.writeString(directory.resolve("weir.yaml"), text);
  }
}
