package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EchoTest {
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void answers(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(scheme, "127.0.0.1", loops);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(loops.transport()).isEqualTo(kind.name().toLowerCase(java.util.Locale.ROOT));
      assertThat(server.endpoint().port()).isPositive();
      assertThat(peer.ask("hello")).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void answersTheLargestDatagram(Kind kind, Scheme scheme) throws IOException {
    byte[] sent = new byte[65_507];
    new Random(1).nextBytes(sent);
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, "127.0.0.1", loops);
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(sent);
      assertThat(peer.receive(sent.length)).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void dualStackServesBothFamilies(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, "", loops);
        Peer four = Peer.of(server.endpoint(), "127.0.0.1");
        Peer six = Peer.of(server.endpoint(), "::1")) {
      assertThat(four.ask("four")).isEqualTo("four");
      assertThat(six.ask("six")).isEqualTo("six");
    }
  }
}
