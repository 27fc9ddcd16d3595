package dev.weir.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Signals of the process, by the one door that the JDK has for them. */
public final class Signals {
  private Signals() {}

  /** Thrown where a signal cannot be had; the message says why. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /**
   * Runs the action, on a thread of the JVM's own, each time that the signal comes, instead of what
   * the JVM did at it.
   *
   * @param name without SIG, such as {@code HUP}
   * @throws Unavailable where the JVM keeps the signal to itself or lacks jdk.unsupported
   */
  public static void on(String name, Runnable action) throws Unavailable {
    try {
      handle(name, action);
    } catch (InvocationTargetException taken) {
      throw new Unavailable(String.valueOf(taken.getCause()), taken);
    } catch (ReflectiveOperationException absent) {
      throw new Unavailable("this JVM has no jdk.unsupported", absent);
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
    Object named = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
  }
}
