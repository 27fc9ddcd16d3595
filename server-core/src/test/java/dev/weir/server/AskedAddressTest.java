package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.connection.Session;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.Sessions;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host has two addresses on one interface: whichever a peer asks is where the answer is from. */
final class AskedAddressTest {
  private static final List<String> FOUR = List.of("10.91.0.1", "10.91.0.3", "10.92.0.1");
  private static final List<String> SIX = List.of("fd91::1", "fd91::3", "fd92::1");

  private static TwoHosts hosts;

  /** The same echo, in every way that there is. */
  enum Way {
    EACH {
      @Override
      UdpServer on(UdpServer server) {
        return server.handle((datagram, replies) -> replies.send(datagram.payload()));
      }
    },
    BATCH {
      @Override
      UdpServer on(UdpServer server) {
        return server.batches((batch, replies) -> replies.send(batch.payload(), batch.segment()));
      }
    },
    SESSION {
      @Override
      UdpServer on(UdpServer server) {
        return server.sessions(LONG).handle(SessionEcho::new);
      }
    },
    SESSION_TASK {
      @Override
      UdpServer on(UdpServer server) {
        return server.sessions(LONG).serve(session -> session.datagrams().forEach(session::send));
      }
    },
    SESSION_PIPELINE {
      @Override
      UdpServer on(UdpServer server) {
        return server.sessions(LONG).pipeline(p -> p.last("echo", BytesEcho::new));
      }
    },
    PIPELINE {
      @Override
      UdpServer on(UdpServer server) {
        return server.pipeline(p -> p.last("echo", PacketEcho::new));
      }
    };

    private static final Sessions LONG = Sessions.idle(Duration.ofMinutes(5));

    abstract UdpServer on(UdpServer server);
  }

  private static final class SessionEcho implements SessionHandler {
    @Override
    public void received(Session session, ByteBuffer datagram) {
      session.send(datagram);
    }
  }

  private static final class BytesEcho extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object datagram) {
      context.writeAndFlush(datagram);
    }
  }

  private static final class PacketEcho extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      context.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
    }
  }

  @BeforeAll
  static void make() throws Exception {
    hosts = TwoHosts.make("asked");
  }

  @AfterAll
  static void remove() {
    Optional.ofNullable(hosts).ifPresent(TwoHosts::close);
  }

  private static void asks(Way way, String endpoint, List<String> addresses) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            way.on(UdpServer.on(endpoint + "?netns=" + hosts.near()).loops(loops)).start();
        DatagramSocket peer = hosts.farSide().call(DatagramSocket::new)) {
      peer.setSoTimeout(10_000);
      // Round and round, as a peer may change its mind.
      for (int round = 0; round < 3; round++) {
        for (String asked : addresses) {
          InetSocketAddress to = new InetSocketAddress(asked, server.endpoint().port());
          assertThat(answer(peer, to, asked + round)).isEqualTo(to);
        }
      }
      assertThat(server.counters().errors()).isZero();
    }
  }

  private static SocketAddress answer(DatagramSocket peer, InetSocketAddress to, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    peer.send(new java.net.DatagramPacket(bytes, bytes.length, to));
    java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[100], 100);
    peer.receive(answer);
    assertThat(new String(answer.getData(), 0, answer.getLength(), UTF_8)).isEqualTo(text);
    InetAddress from = answer.getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(from.getAddress()), answer.getPort());
  }

  @ParameterizedTest
  @EnumSource
  void onIpv4(Way way) throws Exception {
    asks(way, "udp://0.0.0.0:0", FOUR);
  }

  @ParameterizedTest
  @EnumSource
  void onIpv6(Way way) throws Exception {
    asks(way, "udp://[::]:0", SIX);
  }

  @ParameterizedTest
  @EnumSource
  void onBothByOneSocket(Way way) throws Exception {
    asks(way, "udp://:0", FOUR);
    asks(way, "udp://:0", SIX);
  }
}
