package dev.weir.server.bulk;

import dev.weir.linux.call.Errno;
import dev.weir.server.metrics.Tally;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.Duplicate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a transfer: first in its channel's pipeline, so that it sees the channel's end and
 * whatever Netty read past it, and beside the pipeline by a {@link Duplicate} where there can be
 * one. Everything but the public methods of {@link Transfer} runs on the loop.
 */
abstract class BulkHandler extends ChannelDuplexHandler implements Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(BulkHandler.class);

  private final Channel channel;
  private final Traffic traffic;
  private final AtomicLong bytes = new AtomicLong();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private Optional<Duplicate> duplicate = Optional.empty();
  private Optional<LoopShare> share = Optional.empty();
  private Ending onInactive = Ending.PEER_CLOSED;
  private boolean over;
  private @Nullable ChannelHandlerContext context;

  BulkHandler(Channel channel) {
    this.channel = channel;
    // The counters of somebody else's channel are counted and forgotten.
    this.traffic = Traffic.find(channel).orElseGet(() -> new Traffic(new Tally()));
  }

  /** Takes the channel over. Any thread. */
  final void enter() {
    if (channel.eventLoop().inEventLoop()) {
      enterOnLoop();
    } else {
      channel.eventLoop().execute(this::enterOnLoop);
    }
  }

  private void enterOnLoop() {
    if (over) {
      return;
    }
    if (!channel.isActive()) {
      end(Ending.CLOSED);
      return;
    }
    share = Optional.of(LoopShare.join());
    channel.pipeline().addFirst(this);
    duplicate = Duplicate.of(channel, this::ready);
    begin();
  }

  /**
   * The channel is this transfer's now: by {@link #beside} where {@link #direct}, else by pipeline.
   */
  abstract void begin();

  /** The duplicate can be read or written, or has failed. */
  abstract void ready();

  /** Undoes what {@link #begin} did, on a channel that may be closed. */
  abstract void restore(Ending ending);

  /** Undoes what {@link #begin} did to the socket, before the duplicate is closed. */
  void letGo() {}

  final boolean direct() {
    return duplicate.isPresent();
  }

  final Duplicate beside() {
    return duplicate.orElseThrow();
  }

  /** Where this transfer is in the pipeline: what it writes there goes straight to the socket. */
  final ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "context");
  }

  /** What may be moved in one turn of the loop, in bytes; the loop's other channels wait. */
  final long turn() {
    return share.orElseThrow().bytes();
  }

  final boolean over() {
    return over;
  }

  final Channel channel() {
    return channel;
  }

  /** The channel's counters, which this transfer feeds: the pipeline's meter sees none of it. */
  final Traffic traffic() {
    return traffic;
  }

  final void moved(long count) {
    bytes.setRelease(bytes.getPlain() + count);
  }

  /** Ends the transfer by what a call returned, which was an error. */
  final void failed(long result) {
    LOG.debug("{}: transfer failed: {}", channel, Errno.of((int) -result));
    end(Ending.FAILED);
  }

  final void end(Ending ending) {
    if (over) {
      return;
    }
    over = true;
    share.ifPresent(LoopShare::leave);
    duplicate.ifPresent(this::letGo);
    restore(ending);
    if (channel.pipeline().context(this) != null) {
      channel.pipeline().remove(this);
    }
    settle(ending);
    ended.complete(ending);
  }

  private void letGo(Duplicate beside) {
    letGo();
    beside.close();
  }

  private void settle(Ending ending) {
    if (ending == Ending.FAILED) {
      channel.close();
    } else if (ending == Ending.PEER_CLOSED) {
      if (Boolean.TRUE.equals(channel.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE))) {
        tellOfHalfClosure();
      } else {
        channel.close();
      }
    }
  }

  /** Netty has not read the end, which the transfer took: the pipeline learns of it here. */
  private void tellOfHalfClosure() {
    if (channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()) {
      duplex.shutdownInput();
      channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
  }

  @Override
  public final long bytes() {
    return bytes.get();
  }

  @Override
  public final CompletionStage<Ending> ended() {
    return ended.minimalCompletionStage();
  }

  @Override
  public final void leave() {
    if (channel.eventLoop().inEventLoop()) {
      end(Ending.LEFT);
    } else {
      channel.eventLoop().execute(() -> end(Ending.LEFT));
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
    onInactive = Ending.CLOSED;
    super.close(context, promise);
  }

  /** An error of the socket ends here, as the transfer's ending: no handler waits for it. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
    if (cause instanceof IOException) {
      LOG.debug("{}: error during a transfer", channel, cause);
      socketError();
    } else {
      super.exceptionCaught(context, cause);
    }
  }

  /** Netty met an error of the socket before the duplicate did. */
  void socketError() {
    onInactive = Ending.FAILED;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      inputShutdown();
    }
    super.userEventTriggered(context, event);
  }

  /** The peer has ended its stream, on a channel that may be half open. */
  void inputShutdown() {}

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    end(onInactive);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end(channel.isActive() ? Ending.LEFT : onInactive);
  }
}
