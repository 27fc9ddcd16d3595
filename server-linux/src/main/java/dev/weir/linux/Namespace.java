package dev.weir.linux;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.NamespaceCalls;
import dev.weir.linux.call.SystemCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/**
 * A network namespace. A socket belongs for its whole life to the one it was made in, wherever it
 * is served from: so only the making of sockets runs inside, by {@link #call}.
 *
 * @param file which holds the namespace, such as {@code /run/netns/blue}
 * @param text what it was called by whoever asked for it
 */
public record Namespace(Path file, String text) {
  private static final Path NAMED = Path.of("/run/netns");
  private static final Pattern NAME = Pattern.compile("[^/]{1,255}");
  private static final Pattern PROCESS = Pattern.compile("[1-9][0-9]{0,9}");

  /**
   * The namespace that a text means: a path where it has a slash, the namespace of a process where
   * it is a number, else a name as {@code ip netns} knows it.
   *
   * @param text such as {@code blue}, {@code /run/netns/blue} or {@code 1234}
   * @return the namespace, not looked at yet
   * @throws IllegalArgumentException where it can be none of these
   */
  public static Namespace parse(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("namespace: (expected: a name, path or process id)");
    }
    if (text.indexOf('/') >= 0) {
      return new Namespace(Path.of(text), text);
    }
    return PROCESS.matcher(text).matches() ? ofProcess(Long.parseLong(text)) : named(text);
  }

  /**
   * A namespace by its name.
   *
   * @param name as {@code ip netns list} shows it
   * @return the namespace, not looked at yet
   */
  public static Namespace named(String name) {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "namespace: " + name + " (expected: a name, path or process id)");
    }
    return new Namespace(NAMED.resolve(name), name);
  }

  /**
   * The namespace that a process is in.
   *
   * @param pid the process
   * @return the namespace, not looked at yet
   */
  public static Namespace ofProcess(long pid) {
    return new Namespace(Path.of("/proc", Long.toString(pid), "ns", "net"), Long.toString(pid));
  }

  /**
   * Runs a task inside, on a platform thread of its own that ends with the task, and waits for it.
   * The task should do no more than make sockets: nothing else of the process is inside.
   *
   * @param task what to run
   * @param <T> what it gives
   * @return what the task gave
   * @throws IOException where the namespace cannot be entered, with what to do about it
   * @throws ExecutionException where the task itself failed, with its exception as cause
   * @throws InterruptedException where the caller was interrupted; the task still runs to its end
   */
  public <T> T call(Callable<T> task) throws IOException, ExecutionException, InterruptedException {
    FutureTask<T> inside =
        new FutureTask<>(() -> {
          enter();
          return task.call();
        });
    Thread.ofPlatform().daemon().name("netns-" + text).start(inside);
    try {
      return inside.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof NotEntered notEntered) {
        throw refusal(notEntered.refused);
      }
      throw failure;
    }
  }

  private void enter() throws NotEntered {
    try {
      NamespaceCalls.enterNetwork(file);
    } catch (SystemCallException refused) {
      throw new NotEntered(refused);
    }
  }

  private IOException refusal(SystemCallException refused) {
    String message = "namespace: " + text + " (" + refused.getMessage() + ")" + advice(refused);
    return new IOException(message, refused);
  }

  private String advice(SystemCallException refused) {
    if (refused.errno().equals(Errno.ENOENT)) {
      return "; make it with: ip netns add " + text;
    }
    if (refused.errno().equals(Errno.EPERM)) {
      return "; entering one needs the capability CAP_SYS_ADMIN";
    }
    return "";
  }

  @Override
  public String toString() {
    return text;
  }

  /** Tells a namespace that refuses from a task that fails. */
  private static final class NotEntered extends Exception {
    private static final long serialVersionUID = 1L;

    private final SystemCallException refused;

    NotEntered(SystemCallException refused) {
      super(refused);
      this.refused = refused;
    }
  }
}
