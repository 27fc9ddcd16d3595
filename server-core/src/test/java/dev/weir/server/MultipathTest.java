package dev.weir.server;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.IPPROTO_MPTCP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_TCP;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.endpoint.Endpoint;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TCP over several paths, asked for by the endpoint. */
final class MultipathTest {

  private final Loops loops = Loops.of(1, "multipath");
  private final Queue<Integer> spoken = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void kernelHasIt() throws SystemCallException {
    try {
      SocketCalls.close(SocketCalls.socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP));
    } catch (SystemCallException refused) {
      assumeTrue(false, "this kernel has no Multipath TCP: " + refused.getMessage());
    }
  }

  @AfterEach
  void close() {
    loops.close();
  }

  /** Notes what each accepted socket speaks, and echoes. */
  private final class Note extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
      int fd = ((UnixChannel) context.channel()).fd().intValue();
      spoken.add(SocketCalls.intOption(fd, SOL_SOCKET, SO_PROTOCOL));
      super.channelActive(context);
    }
  }

  private Server server(String endpoint) {
    return TcpServer.on(endpoint)
        .loops(loops)
        .pipeline(p -> p.last("note", Note::new).last("echo", Echo::new))
        .start();
  }

  private String ask(Endpoint endpoint) {
    return AskingClient.ask(TcpClient.to(endpoint).loops(loops));
  }

  @Test
  void aListenerTakesBothKinds() {
    try (Server server = server("tcp://127.0.0.1:0?multipath=on")) {
      Endpoint endpoint = server.endpoint();
      assertThat(ask(endpoint)).isEqualTo("hello");
      assertThat(ask(endpoint.multipath(false))).isEqualTo("hello");
      assertThat(spoken).containsExactly(IPPROTO_MPTCP, IPPROTO_TCP);
    }
  }

  @Test
  void aClientGetsOnePathWhereTheServerHasNoOther() {
    try (Server server = server("tcp://[::1]:0")) {
      assertThat(ask(server.endpoint().multipath(true))).isEqualTo("hello");
      assertThat(spoken).containsExactly(IPPROTO_TCP);
    }
  }

  @Test
  void nioRefusesItByName() {
    try (Loops nio = Loops.nio(1, "multipath-nio")) {
      assertThatThrownBy(() ->
              TcpServer.on("tcp://127.0.0.1:0?multipath=on")
                  .loops(nio)
                  .pipeline(p -> p.last("echo", Echo::new))
                  .start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Multipath TCP");
      TcpClient client = TcpClient.to("tcp://127.0.0.1:7?multipath=on").loops(nio);
      assertThatThrownBy(() -> client.connect().join())
          .cause()
          .hasMessageContaining("Multipath TCP");
    }
  }
}
