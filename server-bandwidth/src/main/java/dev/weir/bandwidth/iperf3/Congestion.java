package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The congestion control of TCP data sockets. */
final class Congestion {

  private static final Logger LOG = LoggerFactory.getLogger(Congestion.class);
  private static final int NAME_LIMIT = 16;

  private Congestion() {}

  /** False where this kernel does not have it; its usual one stays then. */
  static boolean set(int fd, String name) {
    try {
      SocketCalls.setOption(
          fd,
          SocketConstants.IPPROTO_TCP,
          SocketConstants.TCP_CONGESTION,
          name.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (SystemCallException refused) {
      LOG.debug("Congestion control is not to be had here", refused);
      return false;
    }
  }

  /** What to tell where a socket does not have what the parameters ask for. */
  static Optional<String> warning(TestParameters parameters, DataSocket socket) {
    return parameters
        .text(Parameter.CONGESTION)
        .filter(asked -> !socket.congestion().map(asked::equals).orElse(true))
        .map(asked -> "TCP congestion control algorithm not supported");
  }

  /** The one in use. */
  static Optional<String> of(int fd) {
    try {
      byte[] name =
          SocketCalls.bytesOption(
              fd, SocketConstants.IPPROTO_TCP, SocketConstants.TCP_CONGESTION, NAME_LIMIT);
      String text = new String(name, StandardCharsets.US_ASCII);
      int end = text.indexOf('\0');
      return Optional.of(end < 0 ? text : text.substring(0, end));
    } catch (SystemCallException refused) {
      LOG.debug("Congestion control cannot be read", refused);
      return Optional.empty();
    }
  }
}
