package dev.weir.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.command.config.ConfigException;
import dev.weir.it.world.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SuiteReaderTest {

  @Test
  void allThatIsWrongIsSaidAtOnceWithItsPlace() {
    String text =
        """
        server: wier
        client: {peer: image}
        streams: 900
        lnk: {rate: 1m}
        link: {loss: 5}
        faults:
          - {at: 90s, partition: server}
          - {at: 1s, kill: client, for: 1s}
        expect: [speed >= 1m, recovers]
        """;

    assertThatThrownBy(() -> SuiteReader.read("my.yaml", text))
        .isInstanceOf(ConfigException.class)
        .message()
        .satisfies(message -> {
          assertThat(message.lines().map(line -> line.replaceFirst(": .*", "")))
              .containsExactly(
                  "my.yaml:1:9",
                  "my.yaml:2:9",
                  "my.yaml:3:10",
                  "my.yaml:4:1",
                  "my.yaml:5:14",
                  "my.yaml:7:10",
                  "my.yaml:8:33",
                  "my.yaml:9:10",
                  "my.yaml:9:23");
          assertThat(message).contains("did you mean link?");
        });
  }

  @Test
  void aMatrixGivesEveryCombinationOnce() throws ConfigException {
    Suite suite =
        read(
            """
            server: weir
            client: iperf3
            matrix:
              streams: [1, 8]
              link.rate: [unlimited, 100m]
              server.peer: [weir, iperf3]
            """);

    assertThat(suite.cells()).hasSize(8).extracting(Cell::label).doesNotHaveDuplicates();
    assertThat(suite.cells().getLast().scenario())
        .satisfies(last -> {
          assertThat(last.streams()).isEqualTo(8);
          assertThat(last.link().rate()).isEqualTo(100_000_000);
          assertThat(last.server().name()).isEqualTo(PeerName.IPERF3);
        });
  }

  @Test
  void whoIsComparedWithAnotherGetsItsFiguresInTheSameRun() throws ConfigException {
    Suite alone = read("{server: weir, client: weir, expect: [throughput >= 0.9 of iperf3]}");
    assertThat(alone.cells()).extracting(Cell::reference).containsExactly(false, true);

    Suite both =
        read(
            """
            server: weir
            client: iperf3
            matrix: {server: [weir, iperf3]}
            expect: throughput >= 0.9 of iperf3
            """);
    assertThat(both.cells()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'at: 2s, partition server for 1s', PARTITION, SERVER, 1000",
    "'at: 2s, kill -9 client', KILL, CLIENT, 0",
    "'at: 2s, link down client for 500ms', LINK_DOWN, CLIENT, 500",
    "'{at: 2s, pause: server, for: 1s}', PAUSE, SERVER, 1000"
  })
  void aFaultIsOneLine(String line, FaultKind kind, Role role, long millis) throws ConfigException {
    Suite suite = read("server: weir\nclient: weir\nfaults:\n  - " + line + "\n");

    Fault fault = suite.cells().getFirst().scenario().faults().getFirst();
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.role()).isEqualTo(role);
    assertThat(fault.at()).isEqualTo(Duration.ofSeconds(2));
    assertThat(fault.lasts().orElse(Duration.ZERO)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void whatShipsIsRight(Path file) throws ConfigException {
    assertThat(SuiteReader.read(file).cells()).isNotEmpty();
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Suite read(String text) throws ConfigException {
    return SuiteReader.read("test.yaml", text);
  }
}
