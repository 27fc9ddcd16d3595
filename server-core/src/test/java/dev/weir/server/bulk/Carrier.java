package dev.weir.server.bulk;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** One loop of a transport, and channels on it whose other end is a plain socket. */
enum Carrier {
  EPOLL,
  NIO;

  Loop loop() {
    if (this == NIO) {
      return new Loop(this, new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()));
    }
    Assumptions.assumeTrue(Epoll.isAvailable(), "epoll is not available here");
    return new Loop(this, new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()));
  }

  record Pair(Channel channel, Socket peer) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      peer.close();
      channel.close().syncUninterruptibly();
    }
  }

  record Loop(Carrier carrier, EventLoopGroup group) implements AutoCloseable {

    Pair connected() throws Exception {
      return connected(channel -> {});
    }

    Pair connected(Consumer<Channel> settings) throws Exception {
      BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
      Channel listener =
          new ServerBootstrap()
              .group(group)
              .channel(
                  carrier == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      settings.accept(channel);
                      channel.pipeline().addLast(new Announce(accepted));
                    }
                  })
              .bind(InetAddress.getLoopbackAddress(), 0)
              .sync()
              .channel();
      InetSocketAddress address = (InetSocketAddress) listener.localAddress();
      Socket peer = new Socket(address.getAddress(), address.getPort());
      Channel channel = accepted.poll(5, TimeUnit.SECONDS);
      listener.close().sync();
      if (channel == null) {
        peer.close();
        throw new IllegalStateException("connection: none after 5 s (expected: accepted)");
      }
      return new Pair(channel, peer);
    }

    Channel datagrams(InetSocketAddress local, InetSocketAddress remote) throws Exception {
      return new Bootstrap()
          .group(group)
          .channel(carrier == EPOLL ? EpollDatagramChannel.class : NioDatagramChannel.class)
          .handler(new ChannelInboundHandlerAdapter())
          .connect(remote, local)
          .sync()
          .channel();
    }

    @Override
    public void close() {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static final class Announce extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Channel> accepted;

    Announce(BlockingQueue<Channel> accepted) {
      this.accepted = accepted;
    }

    @Override
    public void channelActive(io.netty.channel.ChannelHandlerContext context) {
      accepted.add(context.channel());
    }
  }
}
