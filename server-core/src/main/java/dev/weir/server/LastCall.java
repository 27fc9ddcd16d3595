package dev.weir.server;

import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.transport.Transport;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a listener. Whoever is in its queue believes to be connected, and closing the listener
 * would reset them: they are let in first. On the listener's loop, which has other turns between.
 */
final class LastCall implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LastCall.class);
  private static final int PER_TURN = 256;

  private final Transport transport;
  private final Channel listener;

  /** No more than can have waited when the server began to stop, however many come meanwhile. */
  private int left;

  private LastCall(Transport transport, Channel listener, int most) {
    this.transport = transport;
    this.listener = listener;
    this.left = most;
  }

  static LastCall at(Transport transport, Recipe recipe, Shard shard) {
    int backlog =
        recipe.options().value(shard.endpoint().scheme(), OptionCatalogue.BACKLOG).orElse(0);
    return new LastCall(transport, shard.channel(), Math.max(backlog, Transport.BACKLOG) + 1);
  }

  @Override
  public void run() {
    if (!listener.isOpen()) {
      return;
    }
    try {
      if (letIn(Math.min(left, PER_TURN)) && left > 0) {
        listener.eventLoop().execute(this);
        return;
      }
    } catch (IOException refused) {
      LOG.warn(
          "{}: who waits to be accepted is reset: {}",
          listener.localAddress(),
          String.valueOf(refused.getMessage()));
    } catch (RejectedExecutionException ended) {
      LOG.debug("{}: its loop ends, and with it the server", listener, ended);
    }
    listener.close();
  }

  /** Whether more may wait. */
  private boolean letIn(int most) throws IOException {
    for (int i = 0; i < most; i++) {
      Optional<Channel> waiting = transport.accept(listener);
      if (waiting.isEmpty()) {
        return false;
      }
      left--;
      listener.pipeline().fireChannelRead(waiting.get());
    }
    return true;
  }
}
