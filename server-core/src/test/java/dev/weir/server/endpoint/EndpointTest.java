package dev.weir.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "tcp://:7, TCP, '', 7",
    "udp://0.0.0.0:0, UDP, 0.0.0.0, 0",
    "tcp://127.0.0.1:65535, TCP, 127.0.0.1, 65535",
    "tcp://[::]:7, TCP, ::, 7",
    "udp://[::1]:5201, UDP, ::1, 5201",
    "tcp://[fe80::1%eth0]:7, TCP, fe80::1%eth0, 7",
    "tcp://[::ffff:10.0.0.1]:7, TCP, ::ffff:10.0.0.1, 7",
    "tcp://localhost:7, TCP, localhost, 7",
    "tcp://a-b.example.:7, TCP, a-b.example., 7",
    "tcp://3com.example:7, TCP, 3com.example, 7",
    "tcp://a_b:7, TCP, a_b, 7",
  })
  void readsAndWrites(String text, Scheme scheme, String host, int port) {
    Endpoint endpoint = Endpoint.parse(text);
    assertThat(endpoint).isEqualTo(new Endpoint(scheme, host, port));
    assertThat(endpoint).hasToString(text);
  }

  @Test
  void readsASchemeInEitherCase() {
    assertThat(Endpoint.parse("TCP://:7")).isEqualTo(Endpoint.parse("tcp://:7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":7",
        "tcp:7",
        "tcp:/:7",
        "tcp://",
        "tcp://:",
        "tcp://:7/",
        "tcp://:7?netns=blue",
        "tcp://user@host:7",
        "tcp://:7 ",
        " tcp://:7",
        "tcp://:+7",
        "tcp://:-1",
        "tcp://:007",
        "tcp://:65536",
        "tcp://:99999999999",
        "tcp://:7000-7009",
        "tcp://::1:7",
        "tcp://[::1]7",
        "tcp://[]:7",
        "tcp://[1.2.3.4]:7",
        "tcp://[localhost]:7",
        "tcp://[::1:7",
        "tcp://[:::1]:7",
        "tcp://10.1:7",
        "tcp://1.2.3.256:7",
        "tcp://1.2.3.4.5:7",
        "tcp://-a:7",
        "tcp://a..b:7",
        "tcp://a b:7",
        "tcp://*:7",
        "http://:7",
        "://:7",
      })
  void refusesWhatBreaksTheGrammar(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> Endpoint.parse("tcp://:70000"))
        .hasMessage("port: \"70000\" (expected: 0 to 65535); write 0 for any free port");
    assertThatThrownBy(() -> Endpoint.parse("sctp://:7"))
        .hasMessageContaining("\"sctp\" (expected: one of tcp, udp)");
  }

  @Test
  void refusesAHostThatIsTooLong() {
    String longest = "a".repeat(253);
    assertThat(Endpoint.parse("tcp://" + longest + ":7").host()).isEqualTo(longest);
    assertThatThrownBy(() -> Endpoint.parse("tcp://" + longest + "a:7"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesThePort() {
    assertThat(Endpoint.parse("tcp://[::1]:0").withPort(7)).hasToString("tcp://[::1]:7");
    assertThatThrownBy(() -> Endpoint.parse("tcp://:0").withPort(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void looksUpNothing() {
    assertThat(Endpoint.parse("tcp://localhost:7").address().isUnresolved()).isTrue();
    assertThat(Endpoint.parse("tcp://localhost:7").named()).isTrue();
    assertThat(Endpoint.parse("tcp://127.0.0.1:7").named()).isFalse();
    assertThat(Endpoint.parse("tcp://0.0.0.0:7").address().getAddress())
        .isInstanceOf(Inet4Address.class);
    assertThat(Endpoint.parse("tcp://:7").address().getAddress()).isInstanceOf(Inet6Address.class);
  }

  @Test
  void looksUpNamesAndInterfaces() throws UnknownHostException {
    assertThat(Lookup.addresses(Endpoint.parse("tcp://localhost:7")))
        .allMatch(address -> address.getAddress().isLoopbackAddress() && address.getPort() == 7);
    assertThatThrownBy(() -> Lookup.addresses(Endpoint.parse("tcp://[fe80::1%no-such]:7")))
        .isInstanceOf(UnknownHostException.class);
  }
}
