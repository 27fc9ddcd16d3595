package dev.weir.server.datagram;

import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A socket option in which an endpoint's socket differs from a new one, to be put on those beside
 * it.
 *
 * @param option which
 * @param value as the kernel has it
 */
// Nobody compares them.
@SuppressWarnings("ArrayRecordComponent")
record OptionCopy(SocketOption<?> option, byte[] value) {
  private static final int LONGEST = 64;

  /** Those that have a meaning of their own beside another socket, or tell instead of asking. */
  private static final Set<SocketOption<?>> LEFT =
      Set.of(
          OptionCatalogue.SO_REUSEADDR,
          OptionCatalogue.SO_REUSEPORT,
          OptionCatalogue.SO_INCOMING_CPU,
          OptionCatalogue.UDP_GRO);

  /** Whether two sockets are of different network namespaces, where the kernel tells. */
  static boolean elsewhere(int shared, int fresh) {
    return !same(
        read(shared, SOL_SOCKET, SocketConstants.SO_NETNS_COOKIE),
        read(fresh, SOL_SOCKET, SocketConstants.SO_NETNS_COOKIE));
  }

  static List<OptionCopy> differences(int shared, int fresh) {
    List<OptionCopy> found = new ArrayList<>();
    for (SocketOption<?> option : OptionCatalogue.all()) {
      if (option.scopes().contains(Scope.DATAGRAM) && !LEFT.contains(option)) {
        Optional<byte[]> value = read(shared, option.level(), option.number());
        if (!same(value, read(fresh, option.level(), option.number()))) {
          value.ifPresent(bytes -> found.add(new OptionCopy(option, bytes)));
        }
      }
    }
    return found;
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() == other.isPresent()
        && Arrays.equals(one.orElse(new byte[0]), other.orElse(new byte[0]));
  }

  /** Empty where a socket of this family has no such option. */
  private static Optional<byte[]> read(int fd, int level, int number) {
    try {
      return Optional.of(SocketCalls.bytesOption(fd, level, number, LONGEST));
    } catch (SystemCallException none) {
      return Optional.empty();
    }
  }

  /** The kernel doubles the sizes of buffers, and has shown them doubled. */
  void put(int fd) throws SystemCallException {
    if (!option.doubled()) {
      SocketCalls.setOption(fd, option.level(), option.number(), value);
      return;
    }
    int size = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt() / 2;
    SocketCalls.setOption(fd, option.level(), option.number(), size);
  }
}
