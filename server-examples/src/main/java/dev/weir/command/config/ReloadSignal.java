package dev.weir.command.config;

import dev.weir.command.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which operators and service managers send for "read your configuration again". Without
 * somebody who listens it ends the process, so nothing here is called unless a file was given.
 */
public final class ReloadSignal {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadSignal.class);

  private ReloadSignal() {}

  /** Runs the action on a thread of the JVM's own at each SIGHUP; its failures are logged. */
  public static void onHangup(Runnable action) {
    try {
      Signals.on("HUP", () -> guarded(action));
    } catch (Signals.Unavailable absent) {
      LOG.warn("SIGHUP does not reload: {}", absent.getMessage());
    }
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("reload failed; everything stays as it was", e);
    }
  }
}
