package dev.weir.bandwidth.load;

import dev.weir.server.TcpClient;
import dev.weir.server.UdpClient;
import dev.weir.server.endpoint.Scheme;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connections of a load, a bounded number at a time, so that no accept queue overflows.
 */
final class Connector {

  private static final int AT_ONCE = 64;

  private final EchoSettings settings;
  private final Supplier<ChannelHandler> handlers;
  private final Collection<Channel> channels = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final CompletableFuture<Void> all = new CompletableFuture<>();

  Connector(EchoSettings settings, Supplier<ChannelHandler> handlers) {
    this.settings = settings;
    this.handlers = handlers;
  }

  /** Done when every connection stands; fails with the first that cannot be made. */
  CompletableFuture<Void> connect() {
    for (int i = 0; i < AT_ONCE; i++) {
      connectNext();
    }
    return all;
  }

  /** Stops making connections; the future fails unless it is done. */
  void cancel(RuntimeException reason) {
    all.completeExceptionally(reason);
  }

  /** The connections that stand so far. */
  Collection<Channel> channels() {
    return channels;
  }

  private void connectNext() {
    if (!all.isDone() && begun.getAndIncrement() < settings.connections()) {
      connectOne().whenComplete(this::connected);
    }
  }

  private CompletableFuture<Channel> connectOne() {
    if (settings.server().scheme() == Scheme.UDP) {
      return UdpClient.to(settings.server())
          .options(settings.options())
          .loops(settings.loops())
          .pipeline(pipeline -> pipeline.last("load", handlers))
          .connect();
    }
    return TcpClient.to(settings.server())
        .options(settings.options())
        .loops(settings.loops())
        .pipeline(pipeline -> pipeline.last("load", handlers))
        .connect();
  }

  private void connected(@Nullable Channel channel, @Nullable Throwable failure) {
    if (failure != null) {
      all.completeExceptionally(failure);
    } else if (channel != null) {
      add(channel);
    }
  }

  private void add(Channel channel) {
    channels.add(channel);
    if (all.isDone()) {
      channel.close();
    } else if (done.incrementAndGet() == settings.connections()) {
      all.complete(null);
    } else {
      connectNext();
    }
  }
}
