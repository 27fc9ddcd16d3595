package dev.weir.bandwidth.iperf3;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's end of a flow until the server has answered: says hello, again after a while, since
 * either datagram may be lost. What comes after the answer is data, which waits in the kernel.
 */
final class FlowKnock extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(FlowKnock.class);
  private static final int AGAIN_MILLIS = 1000;
  private static final int PATIENCE_SECONDS = 30;

  private final CompletableFuture<Void> answer = new CompletableFuture<>();
  private @Nullable ScheduledFuture<?> again;

  /**
   * Says hello until there is an answer; on the flow's loop.
   *
   * @return completed on that loop
   */
  CompletableFuture<Channel> knock(Channel channel) {
    again =
        channel
            .eventLoop()
            .scheduleAtFixedRate(() -> hello(channel), 0, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    channel.eventLoop().schedule(this::late, PATIENCE_SECONDS, TimeUnit.SECONDS);
    answer.whenComplete((answered, failure) -> stop(channel, failure));
    return answer.thenApplyAsync(answered -> channel, channel.eventLoop());
  }

  private static void hello(Channel channel) {
    channel.writeAndFlush(Hello.hello(channel.alloc()));
  }

  private void late() {
    answer.completeExceptionally(new TestFailure(ErrorCode.STREAM_READ, 11));
  }

  private void stop(Channel channel, @Nullable Throwable failure) {
    if (again != null) {
      again.cancel(false);
    }
    channel.config().setAutoRead(false);
    if (failure != null) {
      channel.close();
    }
  }

  /** Any thread: there was an answer, though it was not seen. */
  void answered() {
    answer.complete(null);
  }

  /** Any thread: nobody waits for the answer any more. */
  void giveUp() {
    answer.completeExceptionally(new TestFailure(ErrorCode.STREAM_CLOSED));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof DatagramPacket packet && Hello.isReply(packet.content())) {
        context.channel().config().setAutoRead(false);
        answered();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /** Nobody listens yet, perhaps: the next hello will tell. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("{} failed", context.channel(), cause);
  }
}
