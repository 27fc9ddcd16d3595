package dev.weir.server.testing;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What makes a channel's loop turn. */
sealed interface Drive permits Stepping, Running {
  EventLoop loop();

  /** Does something on the loop, and returns when it is done. */
  void run(Runnable action);

  /** Something may have changed that the test waits for; on the loop. */
  void changed();

  /** Whether a condition comes true, in this drive's own patience. */
  boolean await(BooleanSupplier condition, Duration patience);

  /** Lets time pass for the loop's timers. */
  void advance(Duration time);

  void close();
}
