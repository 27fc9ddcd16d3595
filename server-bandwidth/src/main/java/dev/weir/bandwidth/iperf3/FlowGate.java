package dev.weir.bandwidth.iperf3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of a flow until its stream takes over: a hello that comes again, because the
 * reply was lost, is answered again.
 */
final class FlowGate extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(FlowGate.class);

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof DatagramPacket packet && Hello.isHello(packet.content())) {
        context.writeAndFlush(Hello.reply(context.alloc()));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /** A flow has no end but the test's: an unreachable port is for the test's clock to notice. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("{} failed", context.channel(), cause);
  }
}
