package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.server.bulk.Bulk;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A connected socket that is to carry data, with the options the test asks for.
 *
 * @param channel its channel
 * @param number its descriptor, or a number that stands for it
 * @param local this end
 * @param remote the other end
 * @param buffers as the kernel reports them, of TCP before the connection
 * @param congestion the congestion control in use, TCP only
 */
record DataSocket(
    Channel channel,
    int number,
    HostPort local,
    HostPort remote,
    SocketBuffers buffers,
    Optional<String> congestion) {

  /** Bits per second. */
  private static final long MUCH = 1_000_000_000;

  /**
   * Makes a connection fit for the test. On the channel's loop, where nobody can close it
   * meanwhile.
   *
   * @param lenient whether a congestion control that this kernel does not have leaves its usual
   *     one, as at the original's server; its client gives up
   */
  static DataSocket prepare(Channel channel, TestParameters parameters, boolean lenient)
      throws TestFailure {
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
    SocketBuffers buffers = Buffers.now(fd);
    int window = parameters.small(Parameter.WINDOW);
    if (buffers.send() < window || buffers.receive() < window) {
      throw new TestFailure(ErrorCode.BUFFER_NOT_SET);
    }
    SocketBuffers told = udp ? buffers : Buffers.first(channel, window, buffers);
    return describe(
        channel, fd, told, udp ? Optional.empty() : congestion(fd, parameters, lenient));
  }

  private static Optional<String> congestion(int fd, TestParameters parameters, boolean lenient)
      throws TestFailure {
    Optional<String> asked = parameters.text(Parameter.CONGESTION);
    if (asked.isPresent() && !Congestion.set(fd, asked.get()) && !lenient) {
      throw new TestFailure(ErrorCode.CONGESTION);
    }
    return Congestion.of(fd);
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
}
