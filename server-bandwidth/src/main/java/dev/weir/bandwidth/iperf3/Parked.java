package dev.weir.bandwidth.iperf3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a data connection's pipeline: nobody looks at data, and its end is no error. */
final class Parked extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(Parked.class);

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("{} failed", context.channel(), cause);
    context.close();
  }
}
