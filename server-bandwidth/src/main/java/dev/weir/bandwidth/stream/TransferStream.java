package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Ending;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stream that is one transfer of its channel, begun by {@link #start}. */
abstract class TransferStream implements DataStream {
  private final Channel channel;
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private volatile @Nullable Transfer transfer;
  private boolean stopped;

  TransferStream(Channel channel) {
    this.channel = channel;
  }

  /** Takes the channel over, on its loop. */
  abstract Transfer enter();

  final Channel channel() {
    return channel;
  }

  @Override
  public final void start() {
    channel.eventLoop().execute(this::startOnLoop);
  }

  @Override
  public final void stop() {
    channel.eventLoop().execute(this::stopOnLoop);
  }

  private void startOnLoop() {
    if (transfer == null && !stopped) {
      Transfer entered = enter();
      transfer = entered;
      entered.ended().thenAccept(ended::complete);
    }
  }

  private void stopOnLoop() {
    stopped = true;
    Transfer entered = transfer;
    if (entered == null) {
      ended.complete(Ending.LEFT);
    } else {
      entered.leave();
    }
  }

  @Override
  public long bytes() {
    Transfer entered = transfer;
    return entered == null ? 0 : entered.bytes();
  }

  @Override
  public final CompletionStage<Ending> ended() {
    return ended.minimalCompletionStage();
  }
}
