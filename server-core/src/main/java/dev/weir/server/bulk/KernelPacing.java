package dev.weir.server.bulk;

import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;

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
 * <p>etf would need a time of its own for each datagram (SO_TXTIME), and a card that keeps it.
 */
final class KernelPacing {
  private static final Logger LOG = LoggerFactory.getLogger(KernelPacing.class);
  private static final int SO_MAX_PACING_RATE = 47;
  private static final int UNLIMITED = -1;
  private static final String FQ = "fq";

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
    if (queues.stream().noneMatch(queue -> queue.kind().equals(FQ))) {
      return Optional.of("no interface queues by fq");
    }
    NetworkInterface device =
        channel.localAddress() instanceof InetSocketAddress local
            ? NetworkInterface.getByInetAddress(local.getAddress())
            : null;
    if (device == null) {
      return Optional.of("the interface is not known");
    }
    return queues.stream()
            .anyMatch(queue -> queue.device() == device.getIndex() && queue.kind().equals(FQ))
        ? Optional.empty()
        : Optional.of(device.getName() + " does not queue by fq");
  }

  private static void tell(String obstacle) {
    if (TOLD.size() < 100 && TOLD.putIfAbsent(obstacle, true) == null) {
      LOG.info("datagrams are paced by a timer, not by the kernel: {}", obstacle);
    }
  }
}
