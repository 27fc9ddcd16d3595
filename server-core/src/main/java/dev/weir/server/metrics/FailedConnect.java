package dev.weir.server.metrics;

import dev.weir.linux.call.Errno;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Why a client could not connect. */
public enum FailedConnect {
  /** The name of the host is not known. */
  NAME("name", "as the host's name is not known"),
  /** Nobody listens there. */
  REFUSED("refused", "as nobody listens there"),
  /** Nobody answered in time. */
  TIMEOUT("timeout", "as nobody answered in time"),
  /** No way leads there. */
  UNREACHABLE("unreachable", "as no way leads there"),
  /** This machine lacks descriptors, memory or ports; at a Unix socket, its queue stayed full. */
  RESOURCES(
      "resources", "for want of descriptors, memory, free ports, or room in a Unix socket's queue"),
  /** The caller did not want it any more. */
  CANCELLED("cancelled", "as the caller cancelled it"),
  /** Anything else, such as an option that the kernel refused. */
  OTHER("other", "for any other cause, such as an option that was refused");

  private final String tag;
  private final String meaning;

  FailedConnect(String tag, String meaning) {
    this.tag = tag;
    this.meaning = meaning;
  }

  /**
   * The cause of a failure.
   *
   * @param thrown what connecting ended with
   * @param errno the kernel's error, where it is known
   * @return the cause; {@link #OTHER} where nothing else fits
   */
  public static FailedConnect of(Throwable thrown, Optional<Errno> errno) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .flatMap(FailedConnect::known)
        .findFirst()
        .or(() -> errno.map(FailedConnect::of))
        .orElse(OTHER);
  }

  private static Stream<FailedConnect> known(Throwable thrown) {
    return switch (thrown) {
      case UnknownHostException unknown -> Stream.of(NAME);
      case CancellationException unwanted -> Stream.of(CANCELLED);
      case TimeoutException late -> Stream.of(TIMEOUT);
      default -> Stream.empty();
    };
  }

  private static FailedConnect of(Errno errno) {
    return switch (errno.name()) {
      case "ECONNREFUSED", "ENOENT" -> REFUSED;
      case "ETIMEDOUT" -> TIMEOUT;
      case "ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EHOSTDOWN" -> UNREACHABLE;
      case "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EADDRNOTAVAIL", "EAGAIN" -> RESOURCES;
      default -> OTHER;
    };
  }

  /** Value of the tag {@code cause}. */
  String tag() {
    return tag;
  }

  /** What follows "Connects that failed". */
  String meaning() {
    return meaning;
  }
}
