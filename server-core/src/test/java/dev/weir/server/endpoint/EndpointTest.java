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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://10.0.0.1:7000-7009",
        "tcp://:7?netns=blue&device=eth0",
        "tcp://[fe80::1%eth0]:7?device=eth0&netns=/proc/1/ns/net",
        "udp://:7-8?netns=1234",
        "tcp://:7?multipath=on",
        "unix:///run/echo.sock",
        "unix:///run/a b, c@d.sock",
        "unix:///run/echo.sock?mode=0660&owner=root&group=1000",
        "unix://@echo",
        "unix://@echo?netns=blue",
        "fd://3",
        "fd://web-1.socket",
      })
  void writesWhatItRead(String text) {
    Endpoint endpoint = Endpoint.parse(text);
    assertThat(endpoint).hasToString(text).isEqualTo(Endpoint.parse(text));
    assertThat(endpoint.hashCode()).isEqualTo(Endpoint.parse(text).hashCode());
  }

  @Test
  void knowsWhatBelongsToTheSocket() {
    Endpoint tcp = Endpoint.parse("tcp://:7?netns=blue&device=eth0");
    assertThat(tcp.placement().netns()).contains("blue");
    assertThat(tcp.placement().device()).contains("eth0");
    assertThat(tcp).isEqualTo(Endpoint.parse("tcp://:7?device=eth0&netns=blue"));
    assertThat(tcp.withPort(8)).hasToString("tcp://:8?netns=blue&device=eth0");
    Endpoint unix = Endpoint.parse("unix:///x?mode=640&owner=a&group=b");
    assertThat(unix.placement().mode()).contains(0640);
    assertThat(unix.placement().owner()).contains("a");
    assertThat(unix.placement().group()).contains("b");
    assertThat(unix.host()).isEqualTo("/x");
  }

  @Test
  void keepsPathsToTcp() {
    Endpoint tcp = Endpoint.parse("tcp://:7?device=lo").multipath(true);
    assertThat(tcp.placement().multipath()).isTrue();
    assertThat(tcp).hasToString("tcp://:7?device=lo&multipath=on");
    assertThat(tcp.speaking(Scheme.UDP)).hasToString("udp://:7?device=lo");
    assertThat(tcp.multipath(false).placement().multipath()).isFalse();
  }

  @Test
  void standsForEachPortOfARange() {
    assertThat(Endpoint.parse("tcp://[::1]:7000-7002?device=lo").each())
        .map(Endpoint::toString)
        .containsExactly(
            "tcp://[::1]:7000?device=lo",
            "tcp://[::1]:7001?device=lo",
            "tcp://[::1]:7002?device=lo");
    assertThat(Endpoint.parse("unix:///x").each()).containsExactly(Endpoint.parse("unix:///x"));
  }

  @Test
  void boundsAUnixPathAsTheKernelDoes() {
    String longest = "/" + "a".repeat(106);
    assertThat(Endpoint.parse("unix://" + longest).host()).isEqualTo(longest);
    assertThatThrownBy(() -> Endpoint.parse("unix://" + longest + "a"))
        .hasMessageContaining("at most 107 bytes");
    assertThat(Endpoint.parse("unix://@" + "a".repeat(107)).host()).hasSize(108);
    assertThatThrownBy(() -> Endpoint.parse("unix://@" + "a".repeat(108)))
        .hasMessageContaining("at most 107 bytes");
  }

  @Test
  void tellsHowManySlashesAPathNeeds() {
    assertThatThrownBy(() -> Endpoint.parse("unix://run/echo.sock"))
        .hasMessageContaining("write three slashes, such as unix:///run/echo.sock");
  }

  @Test
  void hasNoInternetAddressWhereItHasNoHost() {
    assertThatThrownBy(() -> Endpoint.parse("unix:///x").address())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Endpoint.parse("unix:///x").withPort(7))
        .isInstanceOf(IllegalArgumentException.class);
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
        "tcp://:7?",
        "tcp://:7?netns",
        "tcp://:7?netns=",
        "tcp://:7?netns=a&netns=b",
        "tcp://:7?color=blue",
        "tcp://:7?device=eth0/1",
        "tcp://:7?device=a-name-of-16-byt",
        "tcp://:7?mode=0660",
        "tcp://:7?multipath=yes",
        "udp://:7?multipath=on",
        "unix:///run/x.sock?mode=0999",
        "unix:///run/x.sock?mode=rw",
        "unix:///run/x.sock?netns=blue",
        "unix://@x?mode=0660",
        "unix://",
        "unix://@",
        "unix://run/x.sock",
        "unix:/run/x.sock",
        "unix:///run/x\n.sock",
        "fd://",
        "fd://2",
        "fd://-1",
        "fd://03",
        "fd://3:4",
        "fd://a b",
        "fd://3?netns=blue",
        "tcp://user@host:7",
        "tcp://:7 ",
        " tcp://:7",
        "tcp://:+7",
        "tcp://:-1",
        "tcp://:007",
        "tcp://:65536",
        "tcp://:99999999999",
        "tcp://:7009-7000",
        "tcp://:7000-7000",
        "tcp://:0-5",
        "tcp://:7000-",
        "tcp://:-7000",
        "tcp://:7000-7009-7010",
        "tcp://:65535-65536",
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
        .hasMessageContaining("\"sctp\" (expected: one of tcp, udp, unix, unixgram, fd)");
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
