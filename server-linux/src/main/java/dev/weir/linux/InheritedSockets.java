package dev.weir.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that a service manager opened and handed to this process: sd_listen_fds(3) without
 * its library. Descriptors start at 3; each may have a name.
 */
public final class InheritedSockets {
  /** The first descriptor that is handed over, after standard input, output and error. */
  public static final int FIRST = 3;

  private static final int MOST = 1024;

  /**
   * One socket.
   *
   * @param descriptor its number, from {@value #FIRST}
   * @param name what the manager calls it; "unknown" where it gave no name
   */
  public record Inherited(int descriptor, String name) {}

  private final List<Inherited> sockets;

  private InheritedSockets(List<Inherited> sockets) {
    this.sockets = sockets;
  }

  /** Returns the sockets of this process, none where {@code LISTEN_PID} names another. */
  public static InheritedSockets ofProcess() {
    return of(System.getenv(), ProcessHandle.current().pid());
  }

  /**
   * The sockets by an environment of one's own.
   *
   * @param environment with {@code LISTEN_PID}, {@code LISTEN_FDS}, {@code LISTEN_FDNAMES}
   * @param pid the process that asks: sockets meant for another are not its own
   * @return the sockets
   * @throws IllegalArgumentException where a number is none or out of range
   */
  public static InheritedSockets of(Map<String, String> environment, long pid) {
    String meantFor = environment.getOrDefault("LISTEN_PID", "");
    if (!meantFor.equals(Long.toString(pid))) {
      return new InheritedSockets(List.of());
    }
    int count = count(environment.getOrDefault("LISTEN_FDS", "0"));
    String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
    List<Inherited> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = i < names.length && !names[i].isEmpty() ? names[i] : "unknown";
      found.add(new Inherited(FIRST + i, name));
    }
    return new InheritedSockets(List.copyOf(found));
  }

  private static int count(String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 0 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw wrongCount(text, e);
    }
    throw wrongCount(text, null);
  }

  private static IllegalArgumentException wrongCount(
      String text, @Nullable NumberFormatException cause) {
    return new IllegalArgumentException(
        "LISTEN_FDS: " + text + " (expected: 0 to " + MOST + ")", cause);
  }

  /** Returns all of them, in the order of their descriptors. */
  public List<Inherited> all() {
    return sockets;
  }

  /**
   * One by its name.
   *
   * @param name as the manager gave it
   * @return the first of that name
   */
  public Optional<Inherited> named(String name) {
    return sockets.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
