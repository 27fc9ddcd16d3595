package dev.weir.server.pipeline;

import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.SparseLog;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of what handlers throw: counted, and logged with its cause at most once a second. */
abstract class ErrorStage extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStage.class);
  private static final SparseLog SPARSE = new SparseLog();

  abstract void end(ChannelHandlerContext ctx);

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    if (thrown instanceof IOException) {
      Traffic.of(ctx.channel()).happened(Count.ERRORS_SOCKET);
      LOG.debug("{}: {}", ctx.channel(), thrown.toString());
    } else {
      Traffic.of(ctx.channel()).happened(Count.ERRORS_HANDLER);
      SPARSE.event(silent ->
          LOG.warn("{}: a handler threw ({} more unlogged)", ctx.channel(), silent, thrown));
    }
    end(ctx);
  }
}
