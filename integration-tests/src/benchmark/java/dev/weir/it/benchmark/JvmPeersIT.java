package dev.weir.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.it.machine.NeedsTool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The peers on the JVM, as processes on their own class path. Only the benchmark's profile has
 * them.
 */
@EnabledOnOs(OS.LINUX)
@NeedsTool("cc")
final class JvmPeersIT {

  private static final Path CLASS_PATH = Path.of("target", "benchmark", "peers.classpath");

  @ParameterizedTest
  @CsvSource({
    "RawNettyEcho, tcp-echo-load, --port 0",
    "ReactorNettyEcho, tcp-echo-load, --port 0",
    "VertxEcho, tcp-echo-load, --port 0 --loops 2",
    "RawNettyEcho, udp-echo-load, --port 0 --udp"
  })
  void echo(String peer, String program, String line) throws Exception {
    try (Run server = start(peer, line)) {
      // Its first answer takes a cold JVM on a busy machine longer than the load lasts elsewhere.
      JsonNode result =
          CProgramsIT.load(program, server.port(), "--outstanding 4 --warmup 2 --seconds 1");
      assertThat(result.path("errors").asLong(-1)).isZero();
      assertThat(result.path("requests").asLong()).isPositive();
      assertThat(server.signal("TERM").end().exitCode()).isEqualTo(128 + 15);
      assertThat(server.errors()).isEmpty();
    }
  }

  @Test
  void refuseWrongArguments() throws Exception {
    try (Run run = start("VertxEcho", "--prot 1")) {
      assertThat(run.end().exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("--prot (expected one of: --host --port");
    }
  }

  @Test
  void needOnlyJars() throws IOException {
    assertThat(Files.readString(CLASS_PATH).strip().split(File.pathSeparator))
        .allMatch(entry -> entry.endsWith(".jar"));
  }

  private static Run start(String peer, String line) throws IOException {
    Stream<String> java =
        Stream.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Files.readString(CLASS_PATH).strip(),
            "dev.weir.it.benchmark.peer." + peer);
    return Run.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        Stream.concat(java, Stream.of(line.split(" "))).toArray(String[]::new));
  }
}
