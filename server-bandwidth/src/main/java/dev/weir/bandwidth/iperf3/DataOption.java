package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A parameter that is an option of every data socket: one row each.
 *
 * @param parameter that asks for it
 * @param level of the option
 * @param number of the option
 * @param divisor from the parameter's unit to the option's
 * @param udp whether datagram sockets have it as well
 * @param ipv6 whether only sockets of an IPv6 connection have it
 * @param refusal what to say where the kernel refuses
 */
record DataOption(
    Parameter parameter,
    int level,
    int number,
    long divisor,
    boolean udp,
    boolean ipv6,
    ErrorCode refusal) {

  private static final int TCP_NODELAY = 1;
  private static final int TCP_MAXSEG = 2;
  private static final int IP_TOS = 1;
  private static final int IPV6_TCLASS = 67;
  private static final int SO_MAX_PACING_RATE = 47;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IP_PMTUDISC_DO = 2;
  private static final int BITS = 8;

  private static final List<DataOption> ALL =
      List.of(
          tcp(Parameter.NODELAY, TCP_NODELAY, ErrorCode.SET_NODELAY),
          tcp(Parameter.MSS, TCP_MAXSEG, ErrorCode.SET_MSS),
          socket(Parameter.WINDOW, SocketConstants.SO_SNDBUF, 1, ErrorCode.SET_BUFFER),
          socket(Parameter.WINDOW, SocketConstants.SO_RCVBUF, 1, ErrorCode.SET_BUFFER),
          socket(Parameter.FQRATE, SO_MAX_PACING_RATE, BITS, ErrorCode.PACING),
          new DataOption(
              Parameter.TOS,
              SocketConstants.IPPROTO_IPV6,
              IPV6_TCLASS,
              1,
              true,
              true,
              ErrorCode.SET_TRAFFIC_CLASS),
          new DataOption(
              Parameter.TOS,
              SocketConstants.IPPROTO_IP,
              IP_TOS,
              1,
              true,
              false,
              ErrorCode.SET_TOS));

  private static DataOption tcp(Parameter parameter, int number, ErrorCode refusal) {
    return new DataOption(parameter, SocketConstants.IPPROTO_TCP, number, 1, false, false, refusal);
  }

  private static DataOption socket(
      Parameter parameter, int number, long divisor, ErrorCode refusal) {
    return new DataOption(
        parameter, SocketConstants.SOL_SOCKET, number, divisor, true, false, refusal);
  }

  /** Sets what the parameters ask for. Only while the descriptor cannot be closed. */
  static void set(int fd, TestParameters parameters, boolean udp, InetAddress peer)
      throws TestFailure {
    for (DataOption option : ALL) {
      if (parameters.flag(option.parameter)
          && (option.udp || !udp)
          && (!option.ipv6 || peer instanceof Inet6Address)) {
        option.set(fd, parameters.number(option.parameter));
      }
    }
    if (udp && parameters.flag(Parameter.DONT_FRAGMENT) && peer instanceof Inet4Address) {
      forbidFragments(fd);
    }
  }

  private static void forbidFragments(int fd) throws TestFailure {
    try {
      SocketCalls.setOption(fd, SocketConstants.IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO);
    } catch (SystemCallException refused) {
      throw new TestFailure(ErrorCode.DONT_FRAGMENT, refused.errno().number());
    }
  }

  private void set(int fd, long value) throws TestFailure {
    try {
      SocketCalls.setOption(fd, level, number, (int) Math.min(value / divisor, Integer.MAX_VALUE));
    } catch (SystemCallException refused) {
      throw new TestFailure(refusal, refused.errno().number());
    }
  }
}
