package dev.weir.server.bulk;

import java.util.concurrent.CompletionStage;

/** A transfer that has taken over one direction of a channel, until it ends. */
public interface Transfer {
  /**
   * What has been moved so far: received, or handed to the kernel. Exact; never goes back. Any
   * thread.
   *
   * @return bytes of payload
   */
  long bytes();

  /**
   * Completes once, when the transfer is over and has let go of the channel; never exceptionally.
   *
   * @return why, on the channel's loop
   */
  CompletionStage<Ending> ended();

  /** Gives the channel back to its pipeline. Any thread; takes effect on the channel's loop. */
  void leave();
}
