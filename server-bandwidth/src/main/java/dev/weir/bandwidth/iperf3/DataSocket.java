package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.bulk.Bulk;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connected socket that is to carry data, with the options the test asks for.
 *
 * @param channel its channel
 * @param number its descriptor, or a number that stands for it
 * @param local this end
 * @param remote the other end
 * @param buffers as the kernel reports them
 * @param congestion the congestion control in use, TCP only
 */
record DataSocket(
    Channel channel,
    int number,
    HostPort local,
    HostPort remote,
    SocketBuffers buffers,
    Optional<String> congestion) {

  private static final Logger LOG = LoggerFactory.getLogger(DataSocket.class);
  private static final int NAME_LIMIT = 16;

  /** Bits per second. */
  private static final long MUCH = 1_000_000_000;

  /**
   * Makes a connection fit for the test. On the channel's loop, where nobody can close it
   * meanwhile.
   */
  static DataSocket prepare(Channel channel, TestParameters parameters) throws TestFailure {
    InetAddress peer =
        Addresses.ip(channel.remoteAddress())
            .orElseThrow(() -> new TestFailure(ErrorCode.STREAM_CLOSED));
    if (greedy(parameters.number(Parameter.BANDWIDTH))) {
      Bulk.reserve(channel);
    }
    if (!(channel instanceof UnixChannel unix)) {
      return describe(channel, 0, new SocketBuffers(0, 0), Optional.empty());
    }
    int fd = unix.fd().intValue();
    boolean udp = parameters.protocol() == Protocol.UDP;
    DataOption.set(fd, parameters, peer);
    parameters
        .text(Parameter.CONGESTION)
        .filter(name -> !udp)
        .ifPresent(name -> setCongestion(fd, name));
    SocketBuffers buffers = buffers(fd);
    int window = parameters.small(Parameter.WINDOW);
    if (buffers.send() < window || buffers.receive() < window) {
      throw new TestFailure(ErrorCode.BUFFER_NOT_SET);
    }
    return describe(channel, fd, buffers, udp ? Optional.empty() : congestion(fd));
  }

  /** Whether a stream takes what it can get of its loop's time. */
  private static boolean greedy(long rate) {
    return rate == 0 || rate >= MUCH;
  }

  private static DataSocket describe(
      Channel channel, int number, SocketBuffers buffers, Optional<String> congestion) {
    return new DataSocket(
        channel,
        number,
        Addresses.of(channel.localAddress()),
        Addresses.of(channel.remoteAddress()),
        buffers,
        congestion);
  }

  /** An algorithm that this kernel does not have leaves its usual one, as with the original. */
  private static void setCongestion(int fd, String name) {
    try {
      SocketCalls.setOption(
          fd,
          SocketConstants.IPPROTO_TCP,
          SocketConstants.TCP_CONGESTION,
          name.getBytes(StandardCharsets.US_ASCII));
    } catch (SystemCallException refused) {
      LOG.debug("Congestion control asked for by a client is not to be had here", refused);
    }
  }

  private static SocketBuffers buffers(int fd) throws TestFailure {
    try {
      return new SocketBuffers(
          SocketCalls.intOption(fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_SNDBUF),
          SocketCalls.intOption(fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_RCVBUF));
    } catch (SystemCallException refused) {
      throw new TestFailure(ErrorCode.SET_BUFFER, refused.errno().number());
    }
  }

  private static Optional<String> congestion(int fd) {
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
