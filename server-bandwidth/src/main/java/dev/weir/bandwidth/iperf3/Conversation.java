package dev.weir.bandwidth.iperf3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the messages of a client's control connection to its session. */
final class Conversation extends SimpleChannelInboundHandler<Frame> {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final ClientSession session;

  Conversation(ClientSession session) {
    this.session = session;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    session.received(frame);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    session.happened(ClientOccurrence.GONE);
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("{} failed", context.channel(), cause);
    context.close();
  }
}
