package dev.weir.it.benchmark.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Netty as it comes: its echo example on the epoll transport; with {@code --udp} of datagrams. */
public final class RawNettyEcho {

  private RawNettyEcho() {}

  /** Serves until SIGTERM. */
  public static void main(String[] line) throws InterruptedException {
    Arguments arguments = Arguments.of(line);
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(arguments.loops(), EpollIoHandler.newFactory());
    ChannelFuture bound = arguments.udp() ? udp(loops, arguments) : tcp(loops, arguments);
    Channel channel = bound.sync().channel();
    Ready.at(
        ((InetSocketAddress) channel.localAddress()).getPort(),
        () -> loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly());
  }

  private static ChannelFuture tcp(EventLoopGroup loops, Arguments arguments) {
    return new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .option(Cubic.OPTION, Cubic.value())
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new EchoHandler());
              }
            })
        .bind(arguments.host(), arguments.port());
  }

  private static ChannelFuture udp(EventLoopGroup loops, Arguments arguments) {
    return new Bootstrap()
        .group(loops)
        .channel(EpollDatagramChannel.class)
        .handler(new DatagramEchoHandler())
        .bind(arguments.host(), arguments.port());
  }

  private static class EchoHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static final class DatagramEchoHandler extends EchoHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      DatagramPacket packet = (DatagramPacket) message;
      context.write(new DatagramPacket(packet.content(), packet.sender()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // One datagram could not be sent; the socket goes on.
    }
  }
}
