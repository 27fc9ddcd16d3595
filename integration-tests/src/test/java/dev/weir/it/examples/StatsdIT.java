package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.StatsdCollector;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NeedsTool({"python3", "ncat"})
final class StatsdIT {

  /** Sends each line of its input as a datagram; a semicolon stands for an end of line in it. */
  private static final String SEND =
      """
      import socket, sys
      sending = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      sending.connect(("127.0.0.1", int(sys.argv[1])))
      for line in sys.stdin.buffer.read().splitlines():
          sending.send(line.replace(b";", b"\\n"))
      """;

  private final StatsdCollector collector = new StatsdCollector();
  private final Server udp =
      UdpServer.on("udp://127.0.0.1:0").options("SO_RCVBUF=200k").pipeline(collector::udp).start();
  private final Server tcp = TcpServer.on("tcp://127.0.0.1:0").pipeline(collector::tcp).start();

  @AfterEach
  void close() {
    udp.close();
    tcp.close();
  }

  private void send(String datagrams) throws Exception {
    long before = udp.counters().datagramsIn();
    String port = Integer.toString(udp.endpoint().port());
    assertThat(Tool.feed(datagrams, "python3", "-c", SEND, port)).isEmpty();
    long sent = datagrams.lines().count();
    await().until(() -> udp.counters().datagramsIn() == before + sent);
  }

  private String summary() throws Exception {
    return Tool.run("ncat", "127.0.0.1", Integer.toString(tcp.endpoint().port()));
  }

  @Test
  void sumsUpCountersGaugesAndTimers() throws Exception {
    send("hits:1|c\nhits:2|c;hits:1|c|@0.1;\nload:7|g;load:-2.5|g\nq:12.5|ms;q:2.5|ms\n");
    assertThat(summary())
        .isEqualTo(
            """
            hits c 13.000
            load g 4.500
            q ms 2 times, mean 7.500, 2.500 to 12.500
            refused 0
            """);
  }

  @Test
  void refusesAndCountsWhatItCannotRead() throws Exception {
    send(
        "hits:1|c\nhits\n:1|c\nhits:one|c\nhits:1|x\nhits:1|c|@0\nhits:1e9|c\n"
            + "n".repeat(201)
            + ":1|c\n");
    assertThat(summary()).isEqualTo("hits c 1.000\nrefused 7\n");
  }

  @Test
  void keepsABoundedNumberOfNames() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int name = 0; name < 10_500; name++) {
      lines.append("n").append(name).append(":1|c").append(name % 100 == 99 ? '\n' : ';');
    }
    send(lines.toString());
    assertThat(summary().lines()).hasSize(10_001).last().isEqualTo("refused 500");
    send("n3:1|c\nnew:1|c\n");
    assertThat(summary()).contains("\nn3 c 2.000\n").endsWith("refused 501\n");
  }
}
