package dev.weir.server.connection;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;

/** A stage that keeps what was written until its time has come. On the channel's loop. */
public interface HeldBack extends ChannelHandler {
  /**
   * Passes nothing on behind all that is held.
   *
   * @return completes when all has left
   */
  ChannelFuture afterHeld();
}
