package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.weir.linux.call.Errno;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A port that is taken is an error, whoever holds it and however it was taken. */
final class TakenPortTest {
  static Stream<Arguments> cases() {
    return Permutations.all()
        .flatMap(kind ->
            Stream.of(1, 3)
                .flatMap(shards ->
                    Stream.of(false, true)
                        .map(
                            shared -> Arguments.of(kind.get()[0], kind.get()[1], shards, shared))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAlwaysAnError(Kind kind, Scheme scheme, int shards, boolean shared) throws IOException {
    try (Loops loops = kind.loops(2);
        NetworkChannel holder = holder(scheme, shared)) {
      Endpoint taken = endpoint(scheme, holder);
      assertThatThrownBy(() -> start(loops, scheme, shards, "", taken))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(taken + ": cannot be bound: ")
          .hasMessageContaining("stop what holds the port")
          .hasMessageNotContaining("\n")
          .asInstanceOf(type(StartException.class))
          .satisfies(thrown -> assertThat(thrown.endpoint()).contains(taken))
          .satisfies(thrown -> assertErrno(kind, thrown));
    }
  }

  private static void assertErrno(Kind kind, StartException thrown) {
    if (kind == Kind.EPOLL) {
      assertThat(thrown.errno()).contains(Errno.EADDRINUSE);
      assertThat(thrown).hasMessageContaining("EADDRINUSE (Address already in use)");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnErrorEvenWhereSharingIsChosen(Kind kind, Scheme scheme, int shards, boolean shared)
      throws IOException {
    try (Loops loops = kind.loops(2);
        NetworkChannel holder = holder(scheme, shared)) {
      String options = "SO_REUSEPORT=on, SO_REUSEADDR=on";
      assertThatThrownBy(() -> start(loops, scheme, shards, options, endpoint(scheme, holder)))
          .isInstanceOf(StartException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesNothingOpen(Kind kind, Scheme scheme, int shards, boolean shared) throws IOException {
    try (Loops loops = kind.loops(2);
        NetworkChannel holder = holder(scheme, shared)) {
      Endpoint taken = endpoint(scheme, holder);
      Endpoint free = freed(scheme);
      start(loops, scheme, shards, "", Endpoint.parse(scheme.text() + "://127.0.0.1:0")).close();
      long before = Descriptors.count();
      assertThatThrownBy(() -> start(loops, scheme, shards, "", free, taken))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith(taken.toString());
      // NIO gives back what was open before a little later, so there may even be fewer.
      assertThat(Descriptors.count()).isLessThanOrEqualTo(before);
      start(loops, scheme, shards, "", free).close();
    }
  }

  private static Server start(
      Loops loops, Scheme scheme, int shards, String options, Endpoint... endpoints) {
    return scheme == Scheme.TCP
        ? TcpServer.on(endpoints).loops(loops).shards(shards).options(options).start()
        : UdpServer.on(endpoints).loops(loops).shards(shards).options(options).start();
  }

  /** Another program's socket: one that shares its port with whoever asks for it, or not. */
  private static NetworkChannel holder(Scheme scheme, boolean shared) throws IOException {
    NetworkChannel channel =
        scheme == Scheme.TCP ? ServerSocketChannel.open() : DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, shared);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, shared);
    return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static Endpoint endpoint(Scheme scheme, NetworkChannel channel) throws IOException {
    int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    return new Endpoint(scheme, "127.0.0.1", port);
  }

  private static Endpoint freed(Scheme scheme) throws IOException {
    NetworkChannel channel = holder(scheme, false);
    try (Closeable _ = channel) {
      return endpoint(scheme, channel);
    }
  }
}
