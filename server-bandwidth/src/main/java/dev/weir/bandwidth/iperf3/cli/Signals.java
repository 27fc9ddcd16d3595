package dev.weir.bandwidth.iperf3.cli;

import dev.weir.linux.IgnoredSignals;
import dev.weir.linux.call.SystemCallException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The signals that end a run. While this is open the first one asks instead of killing, and says
 * which it was; the next one kills. What was there before comes back when this is closed.
 *
 * <p>The JVM's own shutdown hooks do not say which signal came, and users of the original read its
 * name in the last line. The JDK's class for it is found by name, because javac warns of it without
 * a way to accept the warning.
 */
final class Signals implements AutoCloseable {

  /** What C's strsignal says. */
  private static final Map<String, String> TEXTS =
      Map.of("INT", "Interrupt(2)", "TERM", "Terminated(15)", "HUP", "Hangup(1)");

  /**
   * Those that are heeded even where a shell has what it starts in the background ignore them, as
   * the original does. A hangup is not: nohup is there to have it ignored.
   */
  private static final Map<String, Integer> ALWAYS = Map.of("INT", 2, "TERM", 15);

  private record Before(Object signal, Object handler) {}

  private final List<Before> before = new ArrayList<>();

  /** Takes the signals over; the consumer is called on a thread of the JVM's own. */
  Signals(Consumer<String> asked) {
    ALWAYS.values().forEach(Signals::heed);
    TEXTS.forEach((name, text) -> take(name, () -> asked.accept(text)));
  }

  private static void heed(int number) {
    try {
      IgnoredSignals.heed(number);
    } catch (SystemCallException | UnsupportedOperationException refused) {
      // Then it stays ignored, as whoever started this process wanted.
      return;
    }
  }

  private void take(String name, Runnable asked) {
    try {
      Object signal = constructor().newInstance(name);
      before.add(new Before(signal, handle(signal, once(asked))));
    } catch (ReflectiveOperationException | IllegalArgumentException elsewhere) {
      // No such signal here, or the JVM keeps it (-Xrs): it then ends the process as always.
      return;
    }
  }

  private static Object once(Runnable asked) throws ClassNotFoundException {
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            handle(arguments[0], type.getField("SIG_DFL").get(null));
            asked.run();
          }
          return null;
        });
  }

  private static Constructor<?> constructor() throws ReflectiveOperationException {
    return Class.forName("sun.misc.Signal").getConstructor(String.class);
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    Method handle =
        signal
            .getClass()
            .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"));
    try {
      return handle.invoke(null, signal, handler);
    } catch (InvocationTargetException taken) {
      throw new IllegalArgumentException("signal: " + signal + " cannot be taken", taken);
    }
  }

  @Override
  public void close() {
    for (Before each : before) {
      try {
        handle(each.signal(), each.handler());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
