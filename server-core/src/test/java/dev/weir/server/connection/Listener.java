package dev.weir.server.connection;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A listening socket by Netty alone, so that stages are tried without the server around them. */
final class Listener implements AutoCloseable {

  /** Which of Netty's transports carries it. */
  enum Carrier {
    EPOLL,
    NIO
  }

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Channel> accepted = new CopyOnWriteArrayList<>();
  private final EventLoopGroup group;
  private final Channel channel;

  private Listener(Carrier carrier, Supplier<ChannelHandler> last) throws InterruptedException {
    assumeTrue(carrier == Carrier.NIO || Epoll.isAvailable(), "no epoll here");
    boolean epoll = carrier == Carrier.EPOLL;
    Class<? extends ServerChannel> kind =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    group =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    channel =
        new ServerBootstrap()
            .group(group)
            .channel(kind)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(stages(last))
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
  }

  static Listener running(Carrier carrier, ConnectionTask task) throws InterruptedException {
    return new Listener(carrier, () -> ConnectionStages.task(task));
  }

  static Listener calling(Carrier carrier, ConnectionHandler handler) throws InterruptedException {
    return new Listener(carrier, () -> ConnectionStages.callback(handler));
  }

  List<Throwable> failures() {
    return failures;
  }

  void drain() {
    accepted.forEach(c -> c.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE));
  }

  Socket connect() throws IOException {
    InetSocketAddress address = (InetSocketAddress) channel.localAddress();
    return new Socket(address.getAddress(), address.getPort());
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private ChannelInitializer<Channel> stages(Supplier<ChannelHandler> last) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel child) {
        accepted.add(child);
        child.pipeline().addLast(last.get(), new Closing());
      }
    };
  }

  private final class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!(cause instanceof IOException)) {
        failures.add(cause);
      }
      context.close();
    }
  }
}
