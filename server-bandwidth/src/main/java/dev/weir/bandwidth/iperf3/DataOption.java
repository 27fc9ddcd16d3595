package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A parameter that is an option of every data socket: one row each.
 *
 * @param parameter that asks for it
 * @param level of the option
 * @param number of the option
 * @param sockets which sockets have it
 * @param value as the kernel wants it, from the parameter's value
 * @param refusal what to say where the kernel refuses
 */
record DataOption(
    Parameter parameter,
    int level,
    int number,
    Sockets sockets,
    LongFunction<byte[]> value,
    ErrorCode refusal) {

  private static final int TCP_NODELAY = 1;
  private static final int TCP_MAXSEG = 2;
  private static final int IP_TOS = 1;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IP_PMTUDISC_DO = 2;
  private static final int IPV6_TCLASS = 67;

  private static final List<DataOption> ALL =
      List.of(
          tcp(Parameter.NODELAY, TCP_NODELAY, ErrorCode.SET_NODELAY),
          tcp(Parameter.MSS, TCP_MAXSEG, ErrorCode.SET_MSS),
          buffer(SocketConstants.SO_SNDBUF),
          buffer(SocketConstants.SO_RCVBUF),
          new DataOption(
              Parameter.FQRATE,
              SocketConstants.SOL_SOCKET,
              SocketConstants.SO_MAX_PACING_RATE,
              Sockets.ALL,
              rate -> wide(rate / Byte.SIZE),
              ErrorCode.PACING),
          new DataOption(
              Parameter.TOS,
              SocketConstants.IPPROTO_IPV6,
              IPV6_TCLASS,
              Sockets.IPV6,
              DataOption::narrow,
              ErrorCode.SET_TRAFFIC_CLASS),
          new DataOption(
              Parameter.TOS,
              SocketConstants.IPPROTO_IP,
              IP_TOS,
              Sockets.ALL,
              DataOption::narrow,
              ErrorCode.SET_TOS),
          new DataOption(
              Parameter.DONT_FRAGMENT,
              SocketConstants.IPPROTO_IP,
              IP_MTU_DISCOVER,
              Sockets.UDP_IPV4,
              on -> narrow(IP_PMTUDISC_DO),
              ErrorCode.DONT_FRAGMENT));

  /** Which data sockets have an option. */
  enum Sockets {
    /** Every one. */
    ALL,
    /** Connections. */
    TCP,
    /** Those with an IPv6 peer. */
    IPV6,
    /** Flows with an IPv4 peer. */
    UDP_IPV4;

    boolean include(Protocol protocol, InetAddress peer) {
      return switch (this) {
        case ALL -> true;
        case TCP -> protocol == Protocol.TCP;
        case IPV6 -> peer instanceof Inet6Address;
        case UDP_IPV4 -> protocol == Protocol.UDP && peer instanceof Inet4Address;
      };
    }
  }

  private static DataOption tcp(Parameter parameter, int number, ErrorCode refusal) {
    return new DataOption(
        parameter, SocketConstants.IPPROTO_TCP, number, Sockets.TCP, DataOption::narrow, refusal);
  }

  private static DataOption buffer(int number) {
    return new DataOption(
        Parameter.WINDOW,
        SocketConstants.SOL_SOCKET,
        number,
        Sockets.ALL,
        DataOption::narrow,
        ErrorCode.SET_BUFFER);
  }

  private static byte[] narrow(long value) {
    return natural(Integer.BYTES).putInt((int) Math.min(value, Integer.MAX_VALUE)).array();
  }

  private static byte[] wide(long value) {
    return natural(Long.BYTES).putLong(value).array();
  }

  private static ByteBuffer natural(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
  }

  /** Sets what the parameters ask for. Only while the descriptor cannot be closed. */
  static void set(int fd, TestParameters parameters, InetAddress peer) throws TestFailure {
    for (DataOption option : ALL) {
      if (parameters.flag(option.parameter)
          && option.sockets.include(parameters.protocol(), peer)) {
        option.set(fd, option.value.apply(parameters.number(option.parameter)));
      }
    }
  }

  private void set(int fd, byte[] chosen) throws TestFailure {
    try {
      SocketCalls.setOption(fd, level, number, chosen);
    } catch (SystemCallException refused) {
      throw new TestFailure(refusal, refused.errno().number());
    }
  }
}
