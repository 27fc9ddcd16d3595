package dev.weir.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.ExitCode;
import dev.weir.command.Printed;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve | no service",
        "serve echo | echo: no endpoint",
        "serve eco --listen tcp://127.0.0.1:0 | service: eco (expected: bandwidth, chargen",
        "serve echo --listen | --listen",
        "serve echo --listen tcp:127.0.0.1:0 | tcp:127.0.0.1:0",
        "serve echo --listen tcp://127.0.0.1:65536 | 65536",
        "serve echo --listen tcp://127.0.0.1:0, | expected",
        "serve echo=tcp://127.0.0.1:0 --listen tcp://127.0.0.1:0 | names its endpoints already",
        "serve echo lines --listen tcp://127.0.0.1:0 | --listen",
        "serve proxy=tcp://127.0.0.1:0 | proxy without a target",
        "serve proxy=tcp://127.0.0.1:0 --to tcp://:80 | tcp://:80 (expected: tcp with a host",
        "serve echo=tcp://127.0.0.1:0 --to tcp://127.0.0.1:80 | means nothing to echo",
        "serve lines=udp://127.0.0.1:0 | which is what lines speaks",
        "serve echo=tcp://127.0.0.1:0 --options TCP_NODELY=on | TCP_NODELY",
        "serve echo=tcp://127.0.0.1:0 --options SO_RCVBUF=big | SO_RCVBUF",
        "serve echo=tcp://127.0.0.1:0 --shards 0 | --shards: 0",
        "serve echo=tcp://127.0.0.1:0 --shards 2 --steered | (expected: with pinned, and shards from 2)",
        "serve echo=tcp://127.0.0.1:0 --drain soon | --drain: soon (expected: a duration",
        "serve echo=tcp://127.0.0.1:0 --limits conections=5 | did you mean connections?",
        "serve echo=tcp://127.0.0.1:0 --limits connections | connections=VALUE",
        "serve echo=tcp://127.0.0.1:0 --limits idle=1ms | --limits: 1ms (expected: 0 for no limit",
        "serve statsd=udp://127.0.0.1:0 --sessions lmit=5 | --sessions: lmit: no such bound; did you mean limit?",
        "serve statsd=udp://127.0.0.1:0 --sessions limit | limit=VALUE",
        "serve echo=udp://127.0.0.1:0 --sessions limit=5 | means nothing to echo",
        "serve echo=udp://127.0.0.1:0 --batching messages=0 | --batching: 0 (expected: a whole",
        "serve echo=udp://127.0.0.1:0 --join 10.0.0.1 | --join: group: 10.0.0.1 (expected: 224",
        "serve echo=tcp://127.0.0.1:0 --metadata ttl | means nothing to streams",
        "serve echo=tcp://127.0.0.1:0 --admin tcp://:0 | --admin-open",
        "serve echo=tcp://127.0.0.1:0 --admin udp://127.0.0.1:0 | (expected: tcp://HOST:PORT or unix:///PATH)",
        "serve echo=tcp://127.0.0.1:0 --otlp nowhere | --otlp: nowhere (expected: an address",
        "serve echo=tcp://127.0.0.1:0 --log-level loud | --log-level: loud (expected: one of",
        "serve echo=tcp://127.0.0.1:0,udp://127.0.0.1:0 --options TCP_NODELAY=on | TCP_NODELAY=on for udp",
        "serve --config weir.yaml --shards 2 | the file says everything",
      })
  void wrongCommandLineIsOneLine(String line, String said) {
    Printed printed = Printed.weir(line.split(" "));

    assertThat(printed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err().lines())
        .singleElement()
        .asString()
        .startsWith("weir serve: ")
        .contains(said)
        .endsWith("see weir serve --help");
  }

  @Test
  void takenTcpPortIsOneLineAndFails() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTaken("tcp://127.0.0.1:" + other.getLocalPort());
    }
  }

  @Test
  void takenUdpPortIsOneLineAndFails() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      assertTaken("udp://127.0.0.1:" + other.getLocalPort());
    }
  }

  @Test
  void listNamesEveryService() {
    Printed printed = Printed.weir("serve", "--list");

    assertThat(printed.code()).isEqualTo(ExitCode.DONE);
    assertThat(printed.out().lines()).hasSameSizeAs(Services.all());
    assertThat(Services.all())
        .extracting(Service::name)
        .contains("echo", "lines")
        .allSatisfy(name -> assertThat(printed.out()).contains(name));
  }

  private static void assertTaken(String endpoint) {
    Printed printed = Printed.weir("serve", "echo", "--listen", endpoint);

    assertThat(printed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(printed.out()).isEmpty();
    assertThat(printed.err().lines())
        .singleElement()
        .asString()
        .startsWith("weir serve: ")
        .contains(endpoint)
        .contains("EADDRINUSE");
  }
}
