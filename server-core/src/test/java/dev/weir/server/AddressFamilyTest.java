package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AddressFamilyTest {
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void zeroAddressServesIpv4Alone(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, "0.0.0.0", loops);
        Peer peer = Peer.of(server.endpoint(), "127.0.0.1")) {
      assertThat(peer.ask("four")).isEqualTo("four");
      assertRefused(server, "::1");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheme.class,
      names = {"TCP", "UDP"})
  void colonsServeIpv6Alone(Scheme scheme) {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = Kind.EPOLL.echo(scheme, "[::]", loops);
        Peer peer = Peer.of(server.endpoint(), "::1")) {
      assertThat(peer.ask("six")).isEqualTo("six");
      assertRefused(server, "127.0.0.1");
    }
  }

  @Test
  void nioRefusesIpv6Alone() {
    try (Loops loops = Kind.NIO.loops(1)) {
      assertThatThrownBy(() -> Kind.NIO.echo(Scheme.TCP, "[::]", loops))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("cannot serve IPv6 alone; leave the host out");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheme.class,
      names = {"TCP", "UDP"})
  void bothFamiliesFitOnePortByTwoSockets(Scheme scheme) {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server four = Kind.EPOLL.echo(scheme, "0.0.0.0", loops);
        Server six = six(scheme, four.endpoint().port(), loops);
        Peer peer = Peer.of(six.endpoint(), "::1")) {
      assertThat(peer.ask("six")).isEqualTo("six");
    }
  }

  private static Server six(Scheme scheme, int port, Loops loops) {
    String endpoint = scheme.text() + "://[::]:" + port;
    return scheme == Scheme.TCP
        ? TcpServer.on(endpoint).loops(loops).pipeline(p -> p.last("echo", Echo::new)).start()
        : UdpServer.on(endpoint).loops(loops).handle((d, r) -> r.send(d.payload())).start();
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void servesAnAddressAndAName(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server six = kind.echo(scheme, "[::1]", loops);
        Server name = kind.echo(scheme, "localhost", loops);
        Peer toSix = Peer.of(six.endpoint(), "::1");
        Peer toName = Peer.of(name.endpoint(), "localhost")) {
      assertThat(toSix.ask("six")).isEqualTo("six");
      assertThat(toName.ask("name")).isEqualTo("name");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void refusesANameThatNobodyKnows(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> kind.echo(scheme, "no-such.invalid", loops))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("host: no-such.invalid (expected: a known name)");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void refusesAnAddressOfAnotherMachine(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> kind.echo(scheme, "192.0.2.1", loops))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(scheme.text() + "://192.0.2.1:0: cannot be bound");
    }
  }

  private static void assertRefused(Server server, String host) {
    try (Peer peer = Peer.of(server.endpoint(), host)) {
      assertThatThrownBy(() -> peer.ask("knock")).hasCauseInstanceOf(IOException.class);
    } catch (UncheckedIOException refused) {
      assertThat(refused).hasMessageContaining("refused");
    }
  }
}
