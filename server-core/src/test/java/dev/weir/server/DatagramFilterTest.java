package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import dev.weir.server.metrics.Count;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may send datagrams, by address, whatever way they are handled. */
final class DatagramFilterTest {
  private static final Limits STRICT = Limits.defaults().deny("127.0.0.2/32");

  /** A server that echoes. */
  enum Way {
    EACH {
      @Override
      UdpServer on(UdpServer server) {
        return server.handle((datagram, replies) -> replies.send(datagram.payload()));
      }
    },
    SESSION {
      @Override
      UdpServer on(UdpServer server) {
        return server
            .sessions(Sessions.idle(Duration.ofMinutes(1)))
            .serve(session -> session.datagrams().forEach(session::send));
      }
    },
    PACKET {
      @Override
      UdpServer on(UdpServer server) {
        return server.pipeline(p -> p.last("echo", PacketEcho::new));
      }
    };

    abstract UdpServer on(UdpServer server);
  }

  private static final class PacketEcho extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      context.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
    }
  }

  static Stream<Arguments> all() {
    return Arrays.stream(Kind.values())
        .flatMap(kind ->
            Arrays.stream(Way.values())
                .flatMap(way ->
                    Stream.of("udp://127.0.0.1:0", "udp://:0")
                        .map(endpoint -> Arguments.of(kind, way, endpoint))));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static boolean answered(DatagramSocket from, Server server, int patience)
      throws IOException {
    byte[] bytes = "a".getBytes(UTF_8);
    InetSocketAddress to = at("127.0.0.1", server.endpoint().port());
    from.send(new java.net.DatagramPacket(bytes, bytes.length, to));
    from.setSoTimeout(patience);
    try {
      from.receive(new java.net.DatagramPacket(new byte[10], 10));
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whoMaySendIsHeardAndWhoMayNotIsCounted(Kind kind, Way way, String endpoint)
      throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = way.on(UdpServer.on(endpoint).loops(loops).limits(STRICT)).start();
        DatagramSocket welcome = new DatagramSocket(at("127.0.0.1", 0));
        DatagramSocket denied = new DatagramSocket(at("127.0.0.2", 0))) {
      assertThat(answered(denied, server, 1)).isFalse();
      assertThat(answered(welcome, server, 10_000)).isTrue();
      assertThat(server.counters().get(Count.DROPPED_FILTER)).isEqualTo(1);

      server.limits(Limits.defaults().allow("127.0.0.2/32"));
      await().until(() -> answered(denied, server, 1000));
      assertThat(answered(welcome, server, 1)).isFalse();
      await().until(() -> server.counters().get(Count.DROPPED_FILTER) == 2);
    }
  }
}
