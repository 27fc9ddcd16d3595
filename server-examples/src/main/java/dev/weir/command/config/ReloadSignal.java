package dev.weir.command.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
      handle("HUP", () -> guarded(action));
    } catch (InvocationTargetException taken) {
      LOG.warn("SIGHUP does not reload: {}", String.valueOf(taken.getCause()));
    } catch (ReflectiveOperationException absent) {
      LOG.warn("SIGHUP does not reload: this JVM has no jdk.unsupported");
    }
  }

  // By reflection, as the compiler's warning about sun.misc cannot be suppressed, and a JVM may
  // lack it.
  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (_, method, arguments) -> {
              if (!method.getName().equals("handle")) {
                return method.invoke(action, arguments);
              }
              action.run();
              return null;
            });
    Object hangup = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, hangup, proxy);
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("reload failed; everything stays as it was", e);
    }
  }
}
