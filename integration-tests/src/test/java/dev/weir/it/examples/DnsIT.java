package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.DnsResponder;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsTool({"dig", "socat"})
final class DnsIT {

  private final Server tcp = TcpServer.on("tcp://127.0.0.1:0").pipeline(DnsResponder::tcp).start();

  /** On the same port, as dig comes back over TCP on the port that it asked. */
  private final Server udp =
      UdpServer.on("udp://127.0.0.1:" + tcp.endpoint().port()).pipeline(DnsResponder::udp).start();

  @AfterEach
  void close() {
    udp.close();
    tcp.close();
  }

  private String dig(String... words) throws Exception {
    String port = Integer.toString(udp.endpoint().port());
    List<String> command = new ArrayList<>(List.of("dig", "@127.0.0.1", "-p", port, "+time=20"));
    command.addAll(List.of(words));
    return Tool.run(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weir.test A | 192.0.2.7",
        "weir.test AAAA | 2001:db8::7",
        "WeIr.TeSt TXT | \"events in, answers out\"",
        "weir.test A +tcp | 192.0.2.7",
        "weir.test A +noedns | 192.0.2.7",
        "weir.test MX | ''",
      })
  void answersFromItsZone(String question, String answer) throws Exception {
    assertThat(dig((question + " +short").split(" ")).strip()).isEqualTo(answer);
  }

  @Test
  void answersWithAllRecordsOfAName() throws Exception {
    assertThat(dig("www.weir.test", "A", "+short").lines())
        .containsExactlyInAnyOrder("192.0.2.8", "192.0.2.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody.weir.test A | NXDOMAIN",
        "weir.test MX | NOERROR",
        "example.org A | REFUSED",
        "notweir.test A | REFUSED",
        "weir.test A -c CH | REFUSED",
        "+opcode=status weir.test | NOTIMP",
        "+header-only | FORMERR",
      })
  void saysWhyThereIsNoAnswer(String question, String status) throws Exception {
    assertThat(dig(question.split(" "))).contains("status: " + status);
  }

  @Test
  void marksWhatDoesNotFitIntoADatagramAndGivesItOverTcp() throws Exception {
    assertThat(dig("large.weir.test", "TXT", "+ignore", "+noedns"))
        .contains("flags: qr aa tc rd; QUERY: 1, ANSWER: 0");
    assertThat(dig("large.weir.test", "TXT"))
        .contains("retrying in TCP mode")
        .contains("flags: qr aa rd; QUERY: 1, ANSWER: 1")
        .contains("too long for a datagram");
  }

  @Test
  void outlivesWhatIsNoQuery() throws Exception {
    Random random = new Random(7);
    for (int size : new int[] {1, 11, 12, 13, 40, 600}) {
      byte[] garbage = new byte[size];
      random.nextBytes(garbage);
      Tool.feed(garbage, "socat", "-t0.1", "-", "udp:127.0.0.1:" + udp.endpoint().port());
    }
    Tool.feed(
        new byte[] {0, 12, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0},
        "socat",
        "-",
        "tcp:127.0.0.1:" + tcp.endpoint().port());
    await().until(() -> udp.counters().datagramsIn() >= 6);
    await().until(() -> tcp.counters().accepted() == 1 && tcp.counters().active() == 0);
    assertThat(dig("weir.test", "A", "+short").strip()).isEqualTo("192.0.2.7");
  }
}
