package dev.weir.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.pipeline.Pipeline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Character generator (RFC 864). One idea: an endless sender writes only while the channel is
 * writable, so the peer's pace is the server's pace and a peer that does not read costs 64 KiB.
 *
 * <p>Try it with {@code ncat 127.0.0.1 7019 | head}. It speaks TCP alone: over UDP one forged
 * datagram would send many to somebody who never asked.
 */
public final class Chargen {

  private static final int LINE = 72;
  private static final char FIRST = ' ';
  private static final int CHARACTERS = '~' - FIRST + 1;

  /** Every line once, after which the pattern repeats; all connections send this one buffer. */
  private static final ByteBuf LINES =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(lines()).asReadOnly());

  private Chargen() {}

  /** The stages of a connection; a peer that has ended its side still gets characters. */
  public static Pipeline pipeline(Pipeline pipeline) {
    return pipeline.without(Pipeline.HALF_CLOSE).last("chargen", ChargenHandler::new);
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = TcpServer.on("tcp://:7019").pipeline(Chargen::pipeline).start()) {
      System.out.println("chargen on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private static byte[] lines() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < CHARACTERS; line++) {
      for (int column = 0; column < LINE; column++) {
        text.append((char) (FIRST + (line + column) % CHARACTERS));
      }
      text.append("\r\n");
    }
    return text.toString().getBytes(US_ASCII);
  }

  private static final class ChargenHandler extends ChannelInboundHandlerAdapter {

    private boolean stopped;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      generate(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      generate(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == DrainEvent.INSTANCE) {
        stopped = true;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      }
    }

    private void generate(ChannelHandlerContext context) {
      while (!stopped && context.channel().isWritable()) {
        context.write(LINES.duplicate(), context.voidPromise());
      }
      context.flush();
    }
  }
}
