package dev.weir.bandwidth.load;

import dev.weir.server.Loops;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;

/**
 * The recipe of an echo load: which server, how many connections, how large a message, how many of
 * them in flight. Every setter gives a new recipe.
 *
 * <p><b>Closed loop.</b> Each connection keeps a fixed number of requests outstanding and sends the
 * next one only when an echo arrives. A server that stalls is therefore asked less often while it
 * stalls, and the percentiles show fewer slow requests than clients arriving at their own pace
 * would have met (coordinated omission). The figures compare servers under saturation; they do not
 * predict what an independent client sees at a given arrival rate.
 *
 * <p>Echoes are counted by length over TCP and matched by a sequence number over UDP; the bytes in
 * between are not compared.
 */
public final class EchoLoad {

  /** The most that one connection may have in flight: messages times size, in bytes. */
  public static final int MAX_BYTES_IN_FLIGHT = 64 << 20;

  /** The largest datagram that fits IPv4, in bytes. */
  public static final int MAX_DATAGRAM = 65_507;

  /** The smallest datagram: its sequence number, in bytes. */
  public static final int MIN_DATAGRAM = Long.BYTES;

  private final EchoSettings settings;

  private EchoLoad(EchoSettings settings) {
    this.settings = settings;
  }

  /**
   * A load on the echo server at an address such as {@code tcp://127.0.0.1:7} or {@code
   * udp://[::1]:7}.
   *
   * @throws IllegalArgumentException if the address is neither
   */
  public static EchoLoad to(String server) {
    return to(Endpoint.parse(server));
  }

  /** A load on the echo server at this address. */
  public static EchoLoad to(Endpoint server) {
    return new EchoLoad(EchoSettings.defaults(server));
  }

  /** Connections, or flows for UDP: 1 to 10,000, default 50 (UDP: see {@link #outstanding}). */
  public EchoLoad connections(int connections) {
    return new EchoLoad(settings.withConnections(inRange("connections", connections, 1, 10_000)));
  }

  /** Bytes of a message: 1 to 16 MiB for TCP, 8 to 65,507 for UDP; default 64. */
  public EchoLoad messageSize(int bytes) {
    int least = isDatagram() ? MIN_DATAGRAM : 1;
    int most = isDatagram() ? MAX_DATAGRAM : 16 << 20;
    return new EchoLoad(settings.withMessageSize(inRange("messageSize", bytes, least, most)));
  }

  /** Requests in flight on each connection: 1 to 65,536, default 1. */
  public EchoLoad outstanding(int requests) {
    return new EchoLoad(settings.withOutstanding(inRange("outstanding", requests, 1, 65_536)));
  }

  /** How long to measure, default 5 s. */
  public EchoLoad duration(Duration duration) {
    return new EchoLoad(settings.withDuration(positive("duration", duration)));
  }

  /** How long to load the server before measuring, so that both ends are warm; default 1 s. */
  public EchoLoad warmUp(Duration warmUp) {
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("warmUp: " + warmUp + " (expected: 0 or more)");
    }
    return new EchoLoad(settings.withWarmUp(warmUp));
  }

  /**
   * After how long without its echo a datagram counts as lost and the next is sent; default 250 ms.
   */
  public EchoLoad timeout(Duration timeout) {
    return new EchoLoad(settings.withTimeout(positive("timeout", timeout)));
  }

  /** Socket options of every connection, default none. */
  public EchoLoad options(SocketOptions options) {
    return new EchoLoad(settings.withOptions(options));
  }

  /**
   * The loops that the connections run on; they stay the caller's. Default {@link Loops#shared}.
   */
  public EchoLoad loops(Loops loops) {
    return new EchoLoad(settings.withLoops(loops));
  }

  /**
   * Connects, loads and measures in the background.
   *
   * @throws IllegalArgumentException if messages in flight times size exceed {@link
   *     #MAX_BYTES_IN_FLIGHT}
   */
  public EchoRun start() {
    long inFlight = (long) settings.messageSize() * settings.outstanding();
    if (inFlight > MAX_BYTES_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "outstanding: %d messages of %d bytes (expected: at most %d bytes in all)"
              .formatted(settings.outstanding(), settings.messageSize(), MAX_BYTES_IN_FLIGHT));
    }
    return EchoRun.start(settings);
  }

  private boolean isDatagram() {
    return settings.server().scheme() == Scheme.UDP;
  }

  private static int inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, least, most));
    }
    return value;
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
    }
    return value;
  }
}
