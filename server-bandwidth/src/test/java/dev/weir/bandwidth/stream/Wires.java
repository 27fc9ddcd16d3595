package dev.weir.bandwidth.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connections over loopback, each end on a loop of its own; what arrives waits in the kernel. */
record Wires(boolean epoll, EventLoopGroup leftLoop, EventLoopGroup rightLoop)
    implements AutoCloseable {

  record Ends(Channel left, Channel right) {}

  static Wires of(boolean epoll) {
    return new Wires(epoll, loop(epoll), loop(epoll));
  }

  private static EventLoopGroup loop(boolean epoll) {
    return new MultiThreadIoEventLoopGroup(
        1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  Ends tcp() throws Exception {
    CompletableFuture<Channel> accepted = new CompletableFuture<>();
    Channel listener =
        new ServerBootstrap()
            .group(rightLoop)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void channelActive(ChannelHandlerContext context) {
                    accepted.complete(context.channel());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    Channel left =
        new Bootstrap()
            .group(leftLoop)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(listener.localAddress())
            .sync()
            .channel();
    Ends ends = new Ends(left, accepted.get(5, TimeUnit.SECONDS));
    listener.close().sync();
    return ends;
  }

  Ends udp() throws Exception {
    SocketAddress here = freeAddress();
    SocketAddress there = freeAddress();
    return new Ends(udp(leftLoop, here, there), udp(rightLoop, there, here));
  }

  private Channel udp(EventLoopGroup loop, SocketAddress local, SocketAddress remote)
      throws Exception {
    return new Bootstrap()
        .group(loop)
        .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(remote, local)
        .sync()
        .channel();
  }

  private static SocketAddress freeAddress() throws IOException {
    try (DatagramSocket probe =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return probe.getLocalSocketAddress();
    }
  }

  @Override
  public void close() {
    leftLoop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    rightLoop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
