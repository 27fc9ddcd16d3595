package dev.weir.linux;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.TransferCalls;
import dev.weir.linux.call.UnixCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells the service manager that started this process how it is: sd_notify(3) without its library.
 * A process that no such manager started has nobody to tell, and telling does nothing.
 */
public final class ServiceNotification {
  private static final String SOCKET_NAME = "NOTIFY_SOCKET";

  private final Optional<String> socket;

  private ServiceNotification(Optional<String> socket) {
    this.socket = socket;
  }

  /** Returns the notification of this process, by its environment. */
  public static ServiceNotification ofProcess() {
    return of(System.getenv());
  }

  /**
   * The notification by an environment of one's own.
   *
   * @param environment where {@code NOTIFY_SOCKET} names the manager's socket, or is missing
   * @return the notification
   */
  public static ServiceNotification of(Map<String, String> environment) {
    return new ServiceNotification(
        Optional.ofNullable(environment.get(SOCKET_NAME)).filter(name -> !name.isEmpty()));
  }

  /**
   * The service is up: all its endpoints are bound.
   *
   * @throws SystemCallException where the manager's socket refuses
   */
  public void ready() throws SystemCallException {
    send("READY=1");
  }

  /**
   * The service has begun to stop.
   *
   * @throws SystemCallException where the manager's socket refuses
   */
  public void stopping() throws SystemCallException {
    send("STOPPING=1");
  }

  /**
   * The service reads its configuration again, and says {@link #ready()} when it has. With the
   * time, as managers want it that sent the signal for this themselves.
   *
   * @throws SystemCallException where the manager's socket refuses
   */
  public void reloading() throws SystemCallException {
    // Java's clock is the kernel's CLOCK_MONOTONIC on Linux, which is what managers compare with.
    send("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
  }

  /**
   * What the service does, in words that the manager shows.
   *
   * @param words one line
   * @throws SystemCallException where the manager's socket refuses
   */
  public void status(String words) throws SystemCallException {
    send("STATUS=" + words.replace('\n', ' '));
  }

  private void send(String state) throws SystemCallException {
    if (socket.isPresent()) {
      send(socket.get(), state.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void send(String name, byte[] state) throws SystemCallException {
    int type = SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_CLOEXEC;
    int fd = SocketCalls.socket(SocketConstants.AF_UNIX, type, 0);
    try (Arena arena = Arena.ofConfined()) {
      UnixCalls.connect(fd, name);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, state);
      long sent = TransferCalls.send(fd, bytes, 0, state.length);
      if (sent < 0) {
        throw new SystemCallException("send(" + name + ")", Errno.of((int) -sent));
      }
    } finally {
      SocketCalls.close(fd);
    }
  }
}
