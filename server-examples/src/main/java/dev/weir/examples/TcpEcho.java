package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * TCP echo: the smallest server that is safe to leave running. One idea: bytes that arrive are
 * written back as they are. A peer that does not read its echoes is not read from either: Weir's
 * own stage {@code outbound} sees to that.
 *
 * <p>Try it with {@code ncat 127.0.0.1 7007}.
 */
public final class TcpEcho {

  private TcpEcho() {}

  /** The stages of a connection. */
  public static Pipeline pipeline(Pipeline pipeline) {
    return pipeline.last("echo", EchoHandler::new);
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = TcpServer.on("tcp://:7007").pipeline(TcpEcho::pipeline).start()) {
      System.out.println("TCP echo on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private static final class EchoHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
