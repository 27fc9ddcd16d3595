package dev.weir.server.option;

import dev.weir.server.option.SocketOption.Notes;
import java.util.Set;

/** Rows of the level IPPROTO_UDP. */
final class UdpRows {
  private static final int SOL_UDP = 17;
  private static final OptionType<Boolean> FLAG = new FlagType();

  static final SocketOption<Boolean> UDP_GRO =
      new SocketOption<>(
          "UDP_GRO",
          SOL_UDP,
          104,
          FLAG,
          Set.of(Scope.DATAGRAM),
          new Notes(
              "The kernel hands over datagrams of one peer and one size together, in one"
                  + " read of up to 64 KiB. The pipeline still sees each by itself: Weir"
                  + " receives into 64 KiB and Netty splits by the size that the kernel tells.",
              "off",
              "5.0",
              "none",
              "Saves system calls only for floods of equal datagrams from one peer; each"
                  + " read buffer is 64 KiB either way. Where the interface does not merge, or"
                  + " datagrams differ in size, nothing changes. Servers that handle datagrams,"
                  + " batches or sessions, and Weir's datagram sinks, switch it on by themselves;"
                  + " off keeps it off.",
              ""));

  static final SocketOption<Integer> UDP_SEGMENT =
      new SocketOption<>(
          "UDP_SEGMENT",
          SOL_UDP,
          103,
          SizeType.exact(0, 65_535),
          Set.of(Scope.DATAGRAM),
          new Notes(
              "Every send of more than this many bytes becomes several datagrams of that"
                  + " size, cut by the kernel or the interface; 0 for none.",
              "0: off",
              "4.18",
              "none",
              "It is for protocols that write many datagrams as one buffer: an ordinary"
                  + " reply that is longer is cut too, and its receiver sees several datagrams."
                  + " A send of more than 64 pieces (128 on newer kernels), or a size above the"
                  + " path's MTU, is refused with EINVAL.",
              ""));

  private UdpRows() {}
}
