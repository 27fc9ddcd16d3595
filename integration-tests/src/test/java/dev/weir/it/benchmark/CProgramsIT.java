package dev.weir.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.it.machine.NeedsTool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all of the programs have in common. */
@EnabledOnOs(OS.LINUX)
@NeedsTool("cc")
final class CProgramsIT {

  @Test
  void compileWithoutAWarning(@TempDir Path directory) throws Exception {
    assertThat(CPrograms.compileTo(directory)).isEmpty();
    assertThat(directory.resolve("tcp-echo-server")).isExecutable();
  }

  @Test
  void nameTheMissingCompiler(@TempDir Path directory) throws Exception {
    try (Run run =
        Run.of("env", "CC=no-such-cc", "sh", "src/benchmark/c/build", directory.toString())) {
      assertThat(run.end().exitCode()).isEqualTo(3);
      assertThat(run.errors()).contains("no C compiler (no-such-cc)", "run docker/setup");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp-echo-server", "tcp-accept-server", "udp-echo-server", "udp-sink"})
  void serversEndOnSigterm(String program) throws Exception {
    try (Run server = CPrograms.run(program, "--port", "0")) {
      assertThat(server.port()).matches("[1-9][0-9]*");
      assertThat(server.signal("TERM").end().exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tcp-echo-server, --port 65536, --port: 65536 (expected: a number from 0 to 65535)",
    "tcp-accept-server, --port, --port: a value is missing",
    "udp-echo-server, --batch, --port: missing",
    "udp-sink, --prot 1, --prot (expected one of: --port",
    "tcp-echo-load, --port 1 --size none, --size: none (expected: a number from 1",
    "tcp-connect-load, --port 1 --host localhost, --host: localhost (expected: an IPv4 or IPv6",
    "udp-flood, --size 0, --size: 0 (expected:",
    "udp-echo-load, --port 1 --host ::1 --addresses, --addresses: with --host ::1",
    "udp-echo-load, --port 1 --addresses --trains, --trains: with --addresses",
    "exec-to-echo, --port 1, no command (expected: behind --)"
  })
  void wrongArgumentsEndWithTwo(String program, String line, String message) throws Exception {
    try (Run run = CPrograms.run(program, line.split(" "))) {
      assertThat(run.end().exitCode()).isEqualTo(2);
      assertThat(run.errors()).startsWith(program + ": ").contains(message);
      assertThat(run.output()).isEmpty();
    }
  }

  /** Runs a load generator for a short time and gives its figures. */
  static JsonNode load(String program, String port, String more)
      throws IOException, InterruptedException {
    String line = "--port " + port + " --seconds 0.3 --warmup 0.1 " + more;
    try (Run run = CPrograms.run(program, line.strip().split(" +"))) {
      return run.result();
    }
  }
}
