package dev.weir.server;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.endpoint.Endpoint;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors.NativeIoException;
import java.io.FileNotFoundException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server or client that could not start; nothing of it is left behind. The message is one line:
 * the endpoint, what failed, the kernel's error by name, and what to do.
 */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int ETIMEDOUT = 110;
  private static final int EHOSTUNREACH = 113;
  private static final List<Errno> TOLD =
      List.of(Errno.ECONNREFUSED, Errno.ENETUNREACH, Errno.ENOENT);
  private static final Pattern NUMBER = Pattern.compile("error\\(-([0-9]{1,4})\\)");

  private final transient Optional<Endpoint> endpoint;

  StartException(Endpoint endpoint, String what, Throwable cause) {
    super(endpoint + ": " + what, cause);
    this.endpoint = Optional.of(endpoint);
  }

  StartException(Endpoint endpoint, String what) {
    super(endpoint + ": " + what);
    this.endpoint = Optional.of(endpoint);
  }

  StartException(String what) {
    super(what);
    this.endpoint = Optional.empty();
  }

  StartException(String what, Throwable cause) {
    super(what, cause);
    this.endpoint = Optional.empty();
  }

  StartException(RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.endpoint = Optional.empty();
  }

  /**
   * What could not be served or reached.
   *
   * @return empty where the failure is not one endpoint's
   */
  public Optional<Endpoint> endpoint() {
    return endpoint;
  }

  /**
   * The kernel's error.
   *
   * @return empty where the kernel was not asked, or the transport does not tell
   */
  public Optional<Errno> errno() {
    return errno(this);
  }

  static Optional<Errno> errno(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .flatMap(StartException::errnoOf)
        .findFirst();
  }

  private static Stream<Errno> errnoOf(Throwable thrown) {
    return switch (thrown) {
      case SystemCallException refused -> Stream.of(refused.errno());
      case NativeIoException refused -> Stream.of(Errno.of(-refused.expectedErr()));
      case ConnectTimeoutException late -> Stream.of(Errno.of(ETIMEDOUT));
      case NoRouteToHostException none -> Stream.of(Errno.of(EHOSTUNREACH));
      case FileNotFoundException missing -> Stream.of(Errno.ENOENT);
      case SocketException refused -> told(String.valueOf(refused.getMessage()));
      default -> Stream.empty();
    };
  }

  /** Netty and Java tell why connecting failed by words alone. */
  private static Stream<Errno> told(String words) {
    Matcher number = NUMBER.matcher(words);
    if (number.find()) {
      return Stream.of(Errno.of(Integer.parseInt(number.group(1))));
    }
    return TOLD.stream().filter(errno -> words.startsWith(errno.text()));
  }
}
