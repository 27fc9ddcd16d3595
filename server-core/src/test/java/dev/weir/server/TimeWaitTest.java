package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.call.Errno;
import dev.weir.server.endpoint.Endpoint;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that restarts finds connections of its former life in TIME_WAIT on its port, which is
 * what SO_REUSEADDR is for. SO_REUSEPORT is off throughout.
 */
final class TimeWaitTest {
  private static final String OFF = "SO_REUSEPORT=off, SO_REUSEADDR=off";
  private static final String ON = "SO_REUSEPORT=off, SO_REUSEADDR=on";

  /** The side that closes first is the one that keeps TIME_WAIT. */
  private static final class CloseFirst extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void keepsThePortFromServersWithoutTheOption(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1)) {
      Endpoint left = leaveTimeWait(loops);
      assertThatThrownBy(() -> recipe(left, loops).options(OFF).start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("stop what holds the port");
      recipe(left, loops).options(ON).start().close();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isNoHindranceByDefault(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1)) {
      Endpoint left = leaveTimeWait(loops);
      try (Server again = recipe(left, loops).start();
          Peer peer = Peer.of(again.endpoint())) {
        assertThat(peer.ask("again")).isEqualTo("again");
      }
    }
  }

  @org.junit.jupiter.api.Test
  void tellsTheErrorByName() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      Endpoint left = leaveTimeWait(loops);
      assertThatThrownBy(() -> recipe(left, loops).options(OFF).start())
          .isInstanceOfSatisfying(
              StartException.class, e -> assertThat(e.errno()).contains(Errno.EADDRINUSE));
    }
  }

  private static TcpServer recipe(Endpoint endpoint, Loops loops) {
    return TcpServer.on(endpoint).loops(loops).pipeline(p -> p.last("close", CloseFirst::new));
  }

  private static Endpoint leaveTimeWait(Loops loops) throws IOException {
    Endpoint endpoint;
    try (Server server = recipe(Endpoint.parse("tcp://127.0.0.1:0"), loops).options(ON).start();
        Peer peer = Peer.of(server.endpoint())) {
      endpoint = server.endpoint();
      assertThat(peer.ask("bye")).isEqualTo("bye");
      assertThat(peer.ended()).isTrue();
    }
    Awaitility.await().until(() -> inTimeWait(endpoint.port()));
    return endpoint;
  }

  /** By the kernel's own table: state 06 is TIME_WAIT. NIO's listener is one of IPv6's table. */
  private static boolean inTimeWait(int port) throws IOException {
    String local = String.format(Locale.ROOT, ":%04X", port);
    return inTimeWait("/proc/net/tcp", local) || inTimeWait("/proc/net/tcp6", local);
  }

  private static boolean inTimeWait(String table, String local) throws IOException {
    return Files.readAllLines(Path.of(table)).stream()
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(fields -> fields[1].endsWith(local) && fields[3].equals("06"));
  }
}
