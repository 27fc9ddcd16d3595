package dev.weir.server.option;

import dev.weir.server.option.SocketOption.Notes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Rows of the level SOL_SOCKET: what sockets of every kind have. */
final class SocketRows {
  private static final int SOL_SOCKET = 1;
  private static final OptionType<Boolean> FLAG = new FlagType();

  static final SocketOption<Boolean> SO_REUSEADDR =
      new SocketOption<>(
          "SO_REUSEADDR",
          SOL_SOCKET,
          2,
          FLAG,
          Scope.ALL,
          new Notes(
              "A socket may bind an address that closed connections in TIME_WAIT still"
                  + " use. It does not let two sockets listen at one TCP address.",
              "on for TCP listeners, off otherwise",
              "2.0",
              "none",
              "For UDP it lets several sockets bind one port, and unicast datagrams reach"
                  + " only the last: choose it for multicast alone.",
              ""));

  static final SocketOption<Boolean> SO_REUSEPORT =
      new SocketOption<>(
          "SO_REUSEPORT",
          SOL_SOCKET,
          15,
          FLAG,
          Set.of(Scope.LISTENER, Scope.DATAGRAM),
          new Notes(
              "Several sockets of one user share an address, and the kernel spreads"
                  + " connections and datagrams over them by a hash of both addresses.",
              "off; on where a server has more than one shard",
              "3.9",
              "none",
              "A second program that sets it takes part of the load without an error. Weir"
                  + " binds the first socket without it, so a port that is taken is always an"
                  + " error.",
              ""));

  static final SocketOption<Integer> SO_RCVBUF =
      new SocketOption<>(
          "SO_RCVBUF",
          SOL_SOCKET,
          8,
          SizeType.BUFFER,
          Scope.ALL,
          new Notes(
              "Bytes of received data that may wait in the kernel.",
              "TCP: tuned by the kernel within net.ipv4.tcp_rmem; UDP servers: 4m",
              "2.0",
              "none up to the limit",
              "For TCP it switches the kernel's own tuning off, and must be set before the"
                  + " connection is made to count for the window. The kernel doubles the value"
                  + " for its book-keeping; Weir reports the half.",
              "net.core.rmem_max"));

  static final SocketOption<Integer> SO_SNDBUF =
      new SocketOption<>(
          "SO_SNDBUF",
          SOL_SOCKET,
          7,
          SizeType.BUFFER,
          Set.of(
              Scope.LISTENER,
              Scope.CONNECTION,
              Scope.DATAGRAM,
              Scope.UNIX_CONNECTION,
              Scope.UNIX_DATAGRAM),
          new Notes(
              "Bytes that may wait in the kernel to be sent and acknowledged.",
              "TCP: tuned by the kernel within net.ipv4.tcp_wmem; UDP and Unix: net.core.wmem_default",
              "2.0",
              "none up to the limit",
              "For TCP it switches the kernel's own tuning off. The kernel doubles the"
                  + " value for its book-keeping; Weir reports the half.",
              "net.core.wmem_max"));

  static final SocketOption<Integer> SO_RCVLOWAT =
      new SocketOption<>(
          "SO_RCVLOWAT",
          SOL_SOCKET,
          18,
          SizeType.exact(1, Integer.MAX_VALUE),
          Scope.STREAM,
          new Notes(
              "Bytes that must have arrived before the kernel calls a connection readable;"
                  + " the end of the stream and errors are told at once.",
              "1",
              "2.4",
              "none",
              "A message shorter than this is never seen until more follows: only for"
                  + " protocols whose messages are all at least so long. The kernel enlarges the"
                  + " receive buffer to fit, and keeps the value below half of it.",
              "net.ipv4.tcp_rmem"));

  static final SocketOption<Boolean> SO_KEEPALIVE =
      new SocketOption<>(
          "SO_KEEPALIVE",
          SOL_SOCKET,
          9,
          FLAG,
          Scope.STREAM,
          new Notes(
              "The kernel probes a silent connection and ends it when the peer does not"
                  + " answer.",
              "off",
              "2.0",
              "none",
              "The first probe comes after TCP_KEEPIDLE, by default"
                  + " net.ipv4.tcp_keepalive_time: two hours.",
              ""));

  static final SocketOption<Linger> SO_LINGER =
      new SocketOption<>(
          "SO_LINGER",
          SOL_SOCKET,
          13,
          new LingerType(),
          Scope.STREAM,
          new Notes(
              "What close does with data that the peer has not acknowledged: off lets the"
                  + " kernel go on sending, 0s drops it and resets the connection.",
              "off",
              "2.0",
              "none",
              "With a time above 0, closing blocks a thread for that long; Netty moves"
                  + " that close to a thread of its own.",
              ""));

  static final SocketOption<Integer> SO_PRIORITY =
      new SocketOption<>(
          "SO_PRIORITY",
          SOL_SOCKET,
          12,
          new NumberType(0, Integer.MAX_VALUE),
          Scope.ALL,
          new Notes(
              "The priority of sent packets in the queues of this machine's interfaces,"
                  + " which sort by it where they have bands; VLANs may map it to theirs.",
              "0, or what IP_TOS implies",
              "2.2",
              "none for 0 to 6, CAP_NET_ADMIN or CAP_NET_RAW for more",
              "Setting IP_TOS sets it anew, so choose it after IP_TOS. Connections do not"
                  + " inherit it: Weir sets it on each.",
              ""));

  static final SocketOption<Long> SO_MARK =
      new SocketOption<>(
          "SO_MARK",
          SOL_SOCKET,
          36,
          new MarkType(),
          Scope.ALL,
          new Notes(
              "A mark on every sent packet, which routing rules and the packet filter of"
                  + " this machine can match.",
              "0",
              "2.6.25",
              "CAP_NET_ADMIN, or CAP_NET_RAW since 5.17",
              "A rule that routes by the mark applies to answers too: one that leads"
                  + " nowhere makes connections time out. The mark never leaves the machine.",
              ""));

  static final SocketOption<String> SO_BINDTODEVICE =
      new SocketOption<>(
          "SO_BINDTODEVICE",
          SOL_SOCKET,
          25,
          new NameType(15),
          Scope.ALL,
          new Notes(
              "Only packets that come in by this interface reach the socket, and what it"
                  + " sends leaves by it.",
              "none: every interface",
              "2.0",
              "none since 5.7, CAP_NET_RAW before",
              "A name that the machine does not have is refused with ENODEV; the interface"
                  + " may be renamed or go later, and the socket stays bound to what it was."
                  + " Local peers come in by lo, whatever address they call.",
              ""));

  static final SocketOption<Long> SO_MAX_PACING_RATE =
      new SocketOption<>(
          "SO_MAX_PACING_RATE",
          SOL_SOCKET,
          47,
          new RateType(),
          Scope.ALL,
          new Notes(
              "The most that the kernel sends on the socket, spread evenly: TCP paces by"
                  + " itself, for each connection alone.",
              "unlimited",
              "3.13",
              "none",
              "For UDP nothing happens unless the interface's queue is fq, and the kernel"
                  + " does not say so. Headers count; rates from 34 Gbit/s need kernel 4.20.",
              ""));

  static final SocketOption<Integer> SO_INCOMING_CPU =
      new SocketOption<>(
          "SO_INCOMING_CPU",
          SOL_SOCKET,
          49,
          new NumberType(0, 65_535),
          Set.of(Scope.LISTENER, Scope.DATAGRAM),
          new Notes(
              "Among sockets that share an address by SO_REUSEPORT, the one that packets"
                  + " prefer which this processor received.",
              "-1: no preference",
              "4.4",
              "none",
              "Every shard of a server gets the same value, so it is of use only for"
                  + " servers that are started one per processor; without SO_REUSEPORT it does"
                  + " nothing. On connections it reads as the processor of the last packet.",
              ""));

  static final SocketOption<Duration> SO_BUSY_POLL =
      new SocketOption<>(
          "SO_BUSY_POLL",
          SOL_SOCKET,
          46,
          new TimeType(ChronoUnit.MICROS, 0, Integer.MAX_VALUE, "50us"),
          Scope.ALL,
          new Notes(
              "How long a blocking read or poll spins on the interface's queue before it"
                  + " sleeps.",
              "net.core.busy_read, 0: off",
              "3.11",
              "none on new kernels, CAP_NET_ADMIN to raise it on others",
              "Burns a processor for a few microseconds of latency. Loops wait in epoll,"
                  + " which spins only where net.core.busy_poll is above 0 too; loopback has no"
                  + " queue to spin on.",
              ""));

  static final SocketOption<Boolean> SO_BROADCAST =
      new SocketOption<>(
          "SO_BROADCAST",
          SOL_SOCKET,
          6,
          FLAG,
          Set.of(Scope.DATAGRAM),
          new Notes(
              "Datagrams may be sent to broadcast addresses.",
              "off",
              "2.0",
              "none",
              "Without it, sending to one is refused with EACCES. Receiving needs nothing but a"
                  + " socket of the wildcard address, or of the broadcast address itself.",
              ""));

  private SocketRows() {}
}
