package dev.weir.server.option;

import dev.weir.server.option.SocketOption.Notes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Rows about how TCP connections begin: waiting for accept, SYN and its retransmission. */
final class TcpOpeningRows {
  private static final int SOL_TCP = 6;
  private static final OptionType<Boolean> FLAG = new FlagType();

  static final SocketOption<Integer> BACKLOG =
      new SocketOption<>(
          "BACKLOG",
          SOL_TCP,
          11,
          new BacklogType(new NumberType(1, Integer.MAX_VALUE)),
          Set.of(Scope.LISTENER, Scope.UNIX_LISTENER),
          new Notes(
              "Connections that may wait to be accepted, for each shard. It is the"
                  + " argument of listen(2), no socket option; Weir reads it back from the"
                  + " listener's TCP_INFO.",
              "4096",
              "2.2",
              "none up to the limit",
              "What comes when the queue is full is dropped, not refused: peers try again"
                  + " after 1 s, 3 s, 7 s. The kernel cuts it to the limit without a word; Weir"
                  + " reports that.",
              "net.core.somaxconn"));

  static final SocketOption<Integer> TCP_FASTOPEN =
      new SocketOption<>(
          "TCP_FASTOPEN",
          SOL_TCP,
          23,
          new NumberType(0, 65_535),
          Set.of(Scope.LISTENER),
          new Notes(
              "Requests that came with their first data in the SYN and may wait for the"
                  + " handshake's end; 0 for none.",
              "0: off",
              "3.7",
              "none",
              "Nothing happens unless net.ipv4.tcp_fastopen has 2 in it, which it has not"
                  + " by default. The first data may come twice: only for requests that may be"
                  + " repeated.",
              "net.core.somaxconn"));

  static final SocketOption<Boolean> TCP_FASTOPEN_CONNECT =
      new SocketOption<>(
          "TCP_FASTOPEN_CONNECT",
          SOL_TCP,
          30,
          FLAG,
          Set.of(Scope.CLIENT),
          new Notes(
              "The first data goes out with the SYN where the peer gave a cookie before.",
              "off",
              "4.11",
              "none",
              "Connecting then succeeds at once without a packet sent: that nobody is"
                  + " there shows at the first write, and a peer that speaks first is never"
                  + " heard. Refused with EOPNOTSUPP where net.ipv4.tcp_fastopen lacks 1.",
              ""));

  static final SocketOption<Duration> TCP_DEFER_ACCEPT =
      new SocketOption<>(
          "TCP_DEFER_ACCEPT",
          SOL_TCP,
          9,
          new TimeType(ChronoUnit.SECONDS, 0, 32_767, "5s"),
          Set.of(Scope.LISTENER),
          new Notes(
              "A connection is accepted when its first data arrives, or after about this"
                  + " time without any.",
              "0: accepted at the end of the handshake",
              "2.4",
              "none",
              "The kernel rounds up to whole retransmissions, so 5 s become 7 s. For"
                  + " protocols whose server speaks first it is a delay of that long on every"
                  + " connection.",
              ""));

  static final SocketOption<Integer> TCP_SYNCNT =
      new SocketOption<>(
          "TCP_SYNCNT",
          SOL_TCP,
          7,
          new NumberType(1, 127),
          Scope.STREAM,
          new Notes(
              "How often the kernel repeats a SYN, on a listener its answer, before it"
                  + " gives up with ETIMEDOUT.",
              "net.ipv4.tcp_syn_retries, 6: about 127 s",
              "2.4",
              "none",
              "A client's connect timeout usually ends the attempt first.",
              ""));

  private TcpOpeningRows() {}
}
