package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.UdpServer;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/**
 * UDP echo. One idea: a datagram is answered or dropped, never queued without bound; when the
 * socket's queue is full, the newest is dropped, as the network would. An empty datagram gets no
 * answer, because Netty sends none without content.
 *
 * <p>Try it with {@code ncat -u 127.0.0.1 7007}. Keep it off port 7 in the open: source addresses
 * are easily forged, and two echo servers pointed at each other never stop.
 */
public final class UdpEcho {

  private UdpEcho() {}

  /** The stages of the datagram channel. */
  public static Pipeline pipeline(Pipeline pipeline) {
    return pipeline.last("echo", EchoHandler::new);
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = UdpServer.on("udp://:7007").pipeline(UdpEcho::pipeline).start()) {
      System.out.println("UDP echo on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private static final class EchoHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      DatagramPacket question = (DatagramPacket) message;
      // Nobody can be answered at port 0, though a forged datagram may come from there.
      if (context.channel().isWritable() && question.sender().getPort() != 0) {
        context.write(new DatagramPacket(question.content(), question.sender()));
      } else {
        question.release();
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
