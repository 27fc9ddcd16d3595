package dev.weir.server.bulk;

import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_MAX_PACING_RATE;

import dev.weir.linux.QueueDiscipline;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the kernel space the datagrams that a timer hands to it together, where the interface queues
 * by fq (SO_MAX_PACING_RATE); the timer keeps the average. Elsewhere the kernel would take the
 * option and do nothing, so it is left alone, and the log says why, once for each reason.
 *
 * <p>SO_TXTIME is not used: it would need a time of its own for each datagram, so that none could
 * be joined to others (UDP_SEGMENT) and each would cost the kernel's whole way down. By fq it would
 * say no more than the rate does; etf knows nothing but such times, drops what comes without one
 * where it is strict, and is named as the reason where an interface has it.
 */
final class KernelPacing {
  private static final Logger LOG = LoggerFactory.getLogger(KernelPacing.class);
  private static final int UNLIMITED = -1;
  private static final String FQ = "fq";
  private static final String ETF = "etf";

  /** What goes over the wire beside the datagram: the headers of IPv6, UDP and Ethernet. */
  private static final int HEADERS = 40 + 8 + 14;

  /** As fast as a stream catches up; fq would drop what it has to hold for long. */
  private static final double FACTOR = 2;

  private static final ConcurrentHashMap<String, Boolean> TOLD = new ConcurrentHashMap<>();

  private KernelPacing() {}

  /**
   * Asks the kernel, where it would heed it.
   *
   * @param channel whose local address tells the interface
   * @param fd of its socket
   * @param bitsPerSecond of payload
   * @param bytes of each datagram
   * @return whether the kernel paces now
   */
  static boolean begin(Channel channel, int fd, double bitsPerSecond, int bytes) {
    try {
      return begin(QueueDiscipline.all(), channel, fd, bitsPerSecond, bytes);
    } catch (SystemCallException | SocketException refused) {
      tell(refused.toString());
      return false;
    }
  }

  static boolean begin(
      List<QueueDiscipline> queues, Channel channel, int fd, double bitsPerSecond, int bytes)
      throws SystemCallException, SocketException {
    Optional<String> obstacle = obstacle(queues, channel);
    if (obstacle.isPresent()) {
      tell(obstacle.orElseThrow());
      return false;
    }
    double wire = bitsPerSecond / Byte.SIZE * FACTOR * (bytes + HEADERS) / bytes;
    // Whoever chose the option meant it.
    if (wire >= Integer.MAX_VALUE
        || SocketCalls.intOption(fd, SOL_SOCKET, SO_MAX_PACING_RATE) != UNLIMITED) {
      return false;
    }
    SocketCalls.setOption(fd, SOL_SOCKET, SO_MAX_PACING_RATE, (int) wire);
    return true;
  }

  static void end(int fd) {
    try {
      SocketCalls.setOption(fd, SOL_SOCKET, SO_MAX_PACING_RATE, UNLIMITED);
    } catch (SystemCallException gone) {
      LOG.debug("descriptor {}: {}", fd, gone.toString());
    }
  }

  /** Why the kernel would not pace; empty where it would. */
  static Optional<String> obstacle(List<QueueDiscipline> queues, Channel channel)
      throws SocketException {
    // Interfaces are looked up only where it matters, as that takes a while.
    if (queues.stream().noneMatch(queue -> List.of(FQ, ETF).contains(queue.kind()))) {
      return Optional.of("no interface queues by fq (SO_MAX_PACING_RATE) or etf (SO_TXTIME)");
    }
    NetworkInterface device =
        channel.localAddress() instanceof InetSocketAddress local
            ? NetworkInterface.getByInetAddress(local.getAddress())
            : null;
    if (device == null) {
      return Optional.of("the interface is not known");
    }
    if (has(queues, device, FQ)) {
      return Optional.empty();
    }
    return Optional.of(
        has(queues, device, ETF)
            ? device.getName() + " queues by etf, for times of single datagrams (SO_TXTIME)"
            : device.getName() + " queues by neither fq nor etf");
  }

  private static boolean has(List<QueueDiscipline> queues, NetworkInterface device, String kind) {
    return queues.stream()
        .anyMatch(queue -> queue.device() == device.getIndex() && queue.kind().equals(kind));
  }

  private static void tell(String obstacle) {
    if (TOLD.size() < 100 && TOLD.putIfAbsent(obstacle, true) == null) {
      LOG.info("datagrams are paced by a timer, not by the kernel: {}", obstacle);
    }
  }
}
