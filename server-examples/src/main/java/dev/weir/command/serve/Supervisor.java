package dev.weir.command.serve;

import dev.weir.linux.ServiceNotification;
import dev.weir.linux.call.SystemCallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that started the process how it is, where there is one ({@code
 * NOTIFY_SOCKET}). A manager that does not listen is logged, and costs nothing else.
 */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final ServiceNotification notification = ServiceNotification.ofProcess();

  /** One word to the manager. */
  private interface Word {
    void say() throws SystemCallException;
  }

  void ready() {
    say(notification::ready);
  }

  void stopping() {
    say(notification::stopping);
  }

  void whileReloading(Runnable reload) {
    say(notification::reloading);
    try {
      reload.run();
    } finally {
      ready();
    }
  }

  private static void say(Word word) {
    try {
      word.say();
    } catch (SystemCallException | IllegalArgumentException refused) {
      LOG.warn("NOTIFY_SOCKET: the service manager is not told: {}", refused.getMessage());
    }
  }
}
