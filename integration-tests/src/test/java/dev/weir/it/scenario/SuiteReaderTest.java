package dev.weir.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.command.config.ConfigException;
import dev.weir.it.world.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** One mistake each: where it is, and what the message says of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server: wier                     | 1:9  | did you mean weir?",
        "server: [weir]                   | 1:9  | a list (expected: a mapping",
        "server: {peer: iperf3, args: -n 5}| 1:30 | -n (expected: nothing that fields",
        "duration: 1500ms                 | 1:11 | whole seconds",
        "streams: -1                      | 1:10 | whole number from 1 to 128",
        "bitrate: 1e99                    | 1:10 | a rate in bit/s",
        "link: {rate: 1m, rate: 2m}       | 1:18 | given twice",
        "matrix: {strems: [1]}            | 1:10 | did you mean streams?",
        "matrix: {streams: []}            | 1:19 | an empty list",
        "matrix: {}                       | 1:9  | an empty mapping",
        "matrix: {streams: [1, 8, 1]}     | 1:26 | \"1\" twice",
        "world: [loopback, loopback]      | 1:8  | one of them twice",
        "link: {rate: 0}                  | 1:14 | a link's rate from 8k",
        "link: {loss: 101%}               | 1:14 | from 0% to 100%",
        "faults: [{at: 1s, rate: 10}]     | 1:25 | a link's rate from 8k",
        "options: TCP_NODELY=on           | 1:10 | did you mean TCP_NODELAY?",
        "options: SO_KEEPALIVE=on         | 1:10 | no tool sets it",
        "sever: weir                      | 1:1  | did you mean server?",
        "link: {\trate: 1m, \trat: 1m}     | 1:20 | did you mean rate?",
        "length: 99999999999999999999     | 1:9  | a size from",
        "about: &a [*a]                   | 1:12 | no such anchor",
        "matrix: {server.peer.x: [weir]}  | 1:10 | no such field",
        "faults: [{at: 1s, partiton: server}] | 1:19 | did you mean partition?",
        "faults: [{at: 1s, partition: router}] | 1:30 | one of server, client",
        "faults: [{at: 90s, kill: server}]| 1:15 | before the test ends",
        "faults: [{at: 1s, heal: server}] | 1:10 | no partition server before it",
        "expect: [completes, fails]       | 1:9  | one of both",
        "server: !!java.net.URL [x]       | 1:9  | the tag tag:yaml.org,2002:java.net.URL",
        "bitrate: !rate 1m                | 1:10 | the tag !rate",
        "bitrate: 100                     | 1:10 | with its unit, such as 100m",
        "server: {image: 'No Such'}       | 1:17 | the name of a container image",
        "server: {image: ''}              | 1:17 | the name of a container image",
        "server: {image: x, command: '-p {prt}'} | 1:29 | did you mean {port}?",
        "matrix: {link: [{rate: 1m}], link.rate: [2m]} | 1:30 | have a rate already",
        "matrix: {link.mtu: [900], link: [{rate: 1m}]} | 1:27 | link first, or one of both",
        "matrix: {server: [weir], server.peer: [iperf3]} | 1:26 | have a peer already",
        "faults: [{at: 1s partition server}]   | 1:15 | a duration from",
        "expect: [throughput >= 5]        | 1:10 | with its unit",
        "expect: troughput >= 1m          | 1:9  | did you mean throughput?",
        "expect: [recovers within 3s]     | 1:10 | a fault that ends",
        "expect: [jitter < 1ms]           | 1:10 | tcp has none",
      })
  void aMistakeIsSaidOnceWithItsPlace(String line, String place, String said) {
    String field = line.replaceFirst(":.*", "");
    String text =
        line
            + "\n"
            + (field.startsWith("ser") || field.startsWith("sev") ? "" : "server: weir\n")
            + "client: weir\n";

    assertThatThrownBy(() -> SuiteReader.read("my.yaml", text))
        .isInstanceOf(ConfigException.class)
        .message()
        .satisfies(message -> {
          assertThat(message.lines()).hasSize(1);
          assertThat(message).startsWith("my.yaml:" + place + ": ").contains(said);
        });
  }

  /** Nine values, nine times in each list of nine, and so on: 43 million in 600 bytes. */
  @Test
  void aliasesDoNotMakeAFileLarge() {
    StringBuilder text = new StringBuilder("server: weir\nclient: weir\nmatrix:\n  link:\n");
    text.append("    - &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 8; i++) {
      String alias = "*a" + (i - 1);
      text.append("    - &a" + i + " [" + String.join(", ", Collections.nCopies(9, alias)) + "]\n");
    }

    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("too many values");
  }

  @Test
  void anImageIsNamedWithItsPlace() throws ConfigException {
    Suite suite =
        read(
            """
            server: weir
            client: {image: one}
            matrix:
              client.image: ["two:1", host:5000/a/b@sha256:%s]
            """
                .formatted("0".repeat(64)));

    assertThat(suite.images().entrySet())
        .extracting(image -> image.getKey().replaceFirst("@.*", "") + " " + image.getValue())
        .containsExactlyInAnyOrder("two:1 test.yaml:4:18", "host:5000/a/b test.yaml:4:27");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocol: udp\nfaults: [{at: 1s, reset: server}]",
        "duration: 3s\nfaults: [{at: 2s, partition: server, for: 2s}]\nexpect: recovers within 1s",
        "faults: [{at: 1s, pause: client}, {at: 2s, resume: server}]"
      })
  void whatCannotBeTogetherIsSaid(String text) {
    assertThatThrownBy(() -> read("server: weir\nclient: weir\n" + text + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("(expected: ");
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
