package dev.weir.bandwidth.iperf3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a client's data socket its options while it is not yet connected: segment size and window
 * are settled by the handshake. Afterwards it is the end of the pipeline, where data is not looked
 * at.
 */
final class DataSetUp extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(DataSetUp.class);

  private final TestParameters parameters;
  private final InetSocketAddress server;

  DataSetUp(TestParameters parameters, InetSocketAddress server) {
    this.parameters = parameters;
    this.server = server;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws TestFailure {
    if (context.channel() instanceof UnixChannel unix) {
      DataOption.set(unix.fd().intValue(), parameters, server.getAddress());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("{} failed", context.channel(), cause);
  }
}
