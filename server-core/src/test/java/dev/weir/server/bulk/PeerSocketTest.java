package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerSocketTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void eachPeerHasItsOwnSocketOnTheListenersPort(Carrier carrier) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Carrier.Loop loop = carrier.loop();
        DatagramSocket one = new DatagramSocket(0, LOOPBACK);
        DatagramSocket two = new DatagramSocket(0, LOOPBACK);
        DatagramSocket three = new DatagramSocket(0, LOOPBACK)) {
      DatagramChannel listener = listener(loop, new Hear("listener", heard));
      open(loop, listener, one, new Hear("one", heard));
      open(loop, listener, two, new Hear("two", heard));
      for (DatagramSocket peer : new DatagramSocket[] {one, two, three, one}) {
        peer.send(new DatagramPacket(new byte[1], 1, listener.localAddress()));
        DatagramPacket answer = new DatagramPacket(new byte[1], 1);
        peer.setSoTimeout(5000);
        peer.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(listener.localAddress());
      }
      assertThat(heard).containsExactly("one", "two", "listener", "one");
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void anOutsiderCannotTakeThePort(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        DatagramSocket peer = new DatagramSocket(0, LOOPBACK);
        DatagramSocket outsider = new DatagramSocket(null)) {
      DatagramChannel listener = listener(loop, new Hear("listener", new LinkedBlockingQueue<>()));
      open(loop, listener, peer, new Hear("one", new LinkedBlockingQueue<>()));
      outsider.setReuseAddress(true);
      assertThatThrownBy(() -> outsider.bind(listener.localAddress()))
          .isInstanceOf(BindException.class);
    }
  }

  private static DatagramChannel listener(Carrier.Loop loop, Hear handler) throws Exception {
    return (DatagramChannel)
        new Bootstrap()
            .group(loop.group())
            .channel(
                loop.carrier() == Carrier.EPOLL
                    ? EpollDatagramChannel.class
                    : NioDatagramChannel.class)
            .handler(handler)
            .bind(LOOPBACK, 0)
            .sync()
            .channel();
  }

  private static void open(
      Carrier.Loop loop, DatagramChannel listener, DatagramSocket peer, Hear handler)
      throws Exception {
    PeerSocket socket =
        listener
            .eventLoop()
            .submit(() ->
                PeerSocket.of(
                    listener,
                    listener.localAddress(),
                    (InetSocketAddress) peer.getLocalSocketAddress()))
            .get(5, TimeUnit.SECONDS);
    assertThat(socket.strays()).isEmpty();
    Channel channel = socket.channel();
    channel.pipeline().addLast(handler);
    loop.group().register(channel).sync();
    assertThat(channel.isActive()).isTrue();
  }

  /** Notes who heard a datagram, and answers it. */
  private static final class Hear
      extends SimpleChannelInboundHandler<io.netty.channel.socket.DatagramPacket> {
    private final String name;
    private final BlockingQueue<String> heard;

    Hear(String name, BlockingQueue<String> heard) {
      this.name = name;
      this.heard = heard;
    }

    @Override
    protected void channelRead0(
        ChannelHandlerContext context, io.netty.channel.socket.DatagramPacket packet) {
      heard.add(name);
      var answer = Unpooled.buffer(1).writeByte(1);
      context.writeAndFlush(
          name.equals("listener")
              ? new io.netty.channel.socket.DatagramPacket(answer, packet.sender())
              : answer);
    }
  }
}
