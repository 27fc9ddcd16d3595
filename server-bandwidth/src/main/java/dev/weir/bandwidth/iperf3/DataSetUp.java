package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a client's data socket its options while it is not yet connected: segment size and window
 * are settled by the handshake. Afterwards it is the end of the pipeline, where data is not looked
 * at.
 */
final class DataSetUp extends ChannelDuplexHandler {

  private static final Logger LOG = LoggerFactory.getLogger(DataSetUp.class);

  private final TestParameters parameters;
  private final InetSocketAddress server;
  private final Consumer<SocketBuffers> unconnected;

  DataSetUp(
      TestParameters parameters, InetSocketAddress server, Consumer<SocketBuffers> unconnected) {
    this.unconnected = unconnected;
    this.parameters = parameters;
    this.server = server;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws TestFailure {
    if (context.channel() instanceof UnixChannel unix) {
      int fd = unix.fd().intValue();
      DataOption.set(fd, parameters, server.getAddress());
      unconnected.accept(Buffers.keep(context.channel(), fd));
    }
  }

  /** A flow label can be given to connect(2) alone, which Netty calls without. */
  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      @Nullable SocketAddress local,
      ChannelPromise promise) {
    if (!labelled() || !(context.channel() instanceof UnixChannel unix)) {
      context.connect(remote, local, promise);
      return;
    }
    try {
      connect(unix.fd().intValue(), local);
      context.connect(remote, promise);
    } catch (TestFailure failure) {
      promise.setFailure(failure);
    }
  }

  private boolean labelled() {
    return parameters.flag(Parameter.FLOWLABEL) && parameters.protocol() == Protocol.TCP;
  }

  private void connect(int fd, @Nullable SocketAddress local) throws TestFailure {
    try {
      if (local instanceof InetSocketAddress chosen) {
        SocketCalls.bind(fd, SocketConstants.AF_INET6, chosen);
      }
    } catch (SystemCallException refused) {
      throw new TestFailure(ErrorCode.STREAM_CONNECT, refused.errno().number());
    }
    FlowLabel.connect(fd, server, parameters.small(Parameter.FLOWLABEL));
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
