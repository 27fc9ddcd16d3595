package dev.weir.server.option;

import dev.weir.server.option.SocketOption.Notes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Rows of the level IPPROTO_TCP about an established connection. */
final class TcpRows {
  private static final int SOL_TCP = 6;
  private static final OptionType<Duration> SECONDS =
      new TimeType(ChronoUnit.SECONDS, 1, 32_767, "30s or 2m");
  private static final OptionType<Boolean> FLAG = new FlagType();

  static final SocketOption<Boolean> TCP_NODELAY =
      new SocketOption<>(
          "TCP_NODELAY",
          SOL_TCP,
          1,
          FLAG,
          Scope.STREAM,
          new Notes(
              "Small segments are sent at once instead of waiting for the acknowledgement"
                  + " of earlier ones (Nagle's algorithm).",
              "on (the kernel's own default is off)",
              "2.0",
              "none",
              "Many small writes become many small packets: flush once per batch.",
              ""));

  static final SocketOption<Boolean> TCP_CORK =
      new SocketOption<>(
          "TCP_CORK",
          SOL_TCP,
          3,
          FLAG,
          Scope.STREAM,
          new Notes(
              "Only full segments are sent, until the option is switched off or 200 ms"
                  + " have passed.",
              "off",
              "2.2",
              "none",
              "Left on, the tail of every message waits 200 ms, also with TCP_NODELAY: a"
                  + " protocol has to switch it off at the end of each message.",
              ""));

  static final SocketOption<Boolean> TCP_QUICKACK =
      new SocketOption<>(
          "TCP_QUICKACK",
          SOL_TCP,
          12,
          FLAG,
          Set.of(Scope.CONNECTION),
          new Notes(
              "Received data is acknowledged at once instead of with the answer or after"
                  + " up to 40 ms.",
              "on while a connection is new, then as the kernel sees fit",
              "2.4.4",
              "none",
              "It does not stick: the kernel changes the mode by itself as soon as data"
                  + " flows. Weir sets it once on each connection, when it is made; off is what"
                  + " differs from the kernel's default.",
              ""));

  static final SocketOption<Integer> TCP_MAXSEG =
      new SocketOption<>(
          "TCP_MAXSEG",
          SOL_TCP,
          2,
          SizeType.exact(88, 32_767),
          Scope.STREAM,
          new Notes(
              "The largest segment that is sent and that the peer is told to send, without"
                  + " headers.",
              "what the path carries: its MTU less 40 bytes, for IPv6 less 60",
              "2.0",
              "none",
              "It only makes segments smaller, and the kernel takes TCP's options off it:"
                  + " with time stamps 12 bytes. A connection reads back what is in use.",
              ""));

  static final SocketOption<Integer> TCP_NOTSENT_LOWAT =
      new SocketOption<>(
          "TCP_NOTSENT_LOWAT",
          SOL_TCP,
          25,
          SizeType.exact(0, Integer.MAX_VALUE),
          Scope.STREAM,
          new Notes(
              "Bytes that may wait in the kernel unsent before the connection counts as"
                  + " full; 0 for the sysctl's value.",
              "0: net.ipv4.tcp_notsent_lowat, without bound",
              "3.12",
              "none",
              "A small value keeps data in the application, where it can still be"
                  + " replaced, and costs more system calls. The size of the send buffer stays"
                  + " the same.",
              ""));

  static final SocketOption<Integer> TCP_WINDOW_CLAMP =
      new SocketOption<>(
          "TCP_WINDOW_CLAMP",
          SOL_TCP,
          10,
          SizeType.exact(1, Integer.MAX_VALUE),
          Scope.STREAM,
          new Notes(
              "The largest window that the peer is offered.",
              "0: as the receive buffer allows",
              "2.4",
              "none",
              "The kernel raises values below about half its least receive buffer, 1152"
                  + " bytes on x86-64. A small window bounds the rate to one window per round"
                  + " trip.",
              ""));

  static final SocketOption<String> TCP_CONGESTION =
      new SocketOption<>(
          "TCP_CONGESTION",
          SOL_TCP,
          13,
          new NameType(15),
          Scope.STREAM,
          new Notes(
              "The congestion control of the sending side, by name, such as cubic or bbr.",
              "net.ipv4.tcp_congestion_control",
              "2.6.13",
              "none for net.ipv4.tcp_allowed_congestion_control, CAP_NET_ADMIN for others",
              "A name that the kernel does not have is refused with ENOENT.",
              ""));

  static final SocketOption<Duration> TCP_USER_TIMEOUT =
      new SocketOption<>(
          "TCP_USER_TIMEOUT",
          SOL_TCP,
          18,
          new TimeType(
              ChronoUnit.MILLIS, 0, Integer.MAX_VALUE, "500ms, 30s or 2m; 0 for the kernel's own"),
          Scope.STREAM,
          new Notes(
              "How long sent data may stay unacknowledged, or a full peer closed, before"
                  + " the kernel ends the connection with ETIMEDOUT; in milliseconds.",
              "0: until net.ipv4.tcp_retries2 is used up, about 15 minutes",
              "2.6.37",
              "none",
              "With keep-alive it also replaces the number of probes.",
              ""));

  static final SocketOption<Duration> TCP_KEEPIDLE =
      new SocketOption<>(
          "TCP_KEEPIDLE",
          SOL_TCP,
          4,
          SECONDS,
          Scope.STREAM,
          new Notes(
              "How long a connection is silent before the first probe.",
              "net.ipv4.tcp_keepalive_time, 2 hours",
              "2.4",
              "none",
              "Nothing happens without SO_KEEPALIVE. While sent data is unacknowledged"
                  + " there are no probes: TCP_USER_TIMEOUT bounds that.",
              ""));

  static final SocketOption<Duration> TCP_KEEPINTVL =
      new SocketOption<>(
          "TCP_KEEPINTVL",
          SOL_TCP,
          5,
          SECONDS,
          Scope.STREAM,
          new Notes(
              "Time between probes that are not answered.",
              "net.ipv4.tcp_keepalive_intvl, 75 s",
              "2.4",
              "none",
              "Nothing happens without SO_KEEPALIVE.",
              ""));

  static final SocketOption<Integer> TCP_KEEPCNT =
      new SocketOption<>(
          "TCP_KEEPCNT",
          SOL_TCP,
          6,
          new NumberType(1, 127),
          Scope.STREAM,
          new Notes(
              "Probes without an answer after which the connection is ended with" + " ETIMEDOUT.",
              "net.ipv4.tcp_keepalive_probes, 9",
              "2.4",
              "none",
              "Nothing happens without SO_KEEPALIVE; TCP_USER_TIMEOUT takes its place"
                  + " where both are set.",
              ""));

  private TcpRows() {}
}
