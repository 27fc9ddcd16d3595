package dev.weir.command.inspect;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionType;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks this kernel, with this process's rights, about an option: on a new socket that is closed
 * again.
 */
final class OptionTrial {
  private OptionTrial() {}

  /**
   * Tries an option on the kind of socket that the scope means.
   *
   * @return what the kernel said; nothing is left behind
   */
  static OptionFinding of(SocketOption<?> option, Scope scope) {
    try {
      int fd = socket(option, scope);
      try {
        prepare(fd, option);
        return tried(fd, option, scope);
      } finally {
        SocketCalls.close(fd);
      }
    } catch (SystemCallException refused) {
      return new OptionFinding(scope, Optional.empty(), Optional.of(refused.errno()));
    }
  }

  private static int socket(SocketOption<?> option, Scope scope) throws SystemCallException {
    boolean six = option.level() == SocketConstants.IPPROTO_IPV6;
    boolean datagram = scope == Scope.DATAGRAM;
    return SocketCalls.socket(
        six ? SocketConstants.AF_INET6 : SocketConstants.AF_INET,
        (datagram ? SocketConstants.SOCK_DGRAM : SocketConstants.SOCK_STREAM)
            | SocketConstants.SOCK_CLOEXEC,
        0);
  }

  /** The backlog has a value on a listener alone: this one listens where only this machine is. */
  private static void prepare(int fd, SocketOption<?> option) throws SystemCallException {
    if (isBacklog(option)) {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      SocketCalls.bind(fd, SocketConstants.AF_INET, new InetSocketAddress(loopback, 0));
      SocketCalls.listen(fd, Integer.parseInt(option.notes().standard()));
    }
  }

  private static boolean isBacklog(SocketOption<?> option) {
    return option.equals(OptionCatalogue.BACKLOG);
  }

  private static <T> OptionFinding tried(int fd, SocketOption<T> option, Scope scope)
      throws SystemCallException {
    OptionType<T> type = option.type();
    byte[] found = SocketCalls.bytesOption(fd, option.level(), option.number(), type.bytes());
    String fallback = type.format(type.decode(option.doubled() ? halved(found) : found));
    return new OptionFinding(scope, Optional.of(fallback), refusal(fd, option, found));
  }

  /** The kernel's value for a buffer is twice what one asks for. */
  private static byte[] halved(byte[] raw) {
    java.nio.ByteBuffer value =
        java.nio.ByteBuffer.wrap(raw.clone()).order(java.nio.ByteOrder.nativeOrder());
    return value.putInt(0, value.getInt(0) / 2).array();
  }

  /**
   * The first refusal, unless one of the values was taken. A lack of rights is final: the value
   * that is set already may be set by anybody.
   */
  private static <T> Optional<Errno> refusal(int fd, SocketOption<T> option, byte[] found) {
    if (isBacklog(option)) {
      // Listening, which took a value, has succeeded.
      return Optional.empty();
    }
    Optional<Errno> first = Optional.empty();
    for (byte[] value : candidates(option.type(), found)) {
      try {
        SocketCalls.setOption(fd, option.level(), option.number(), value);
        return Optional.empty();
      } catch (SystemCallException refused) {
        if (refused.errno().name().equals("EPERM")) {
          return Optional.of(refused.errno());
        }
        first = first.or(() -> Optional.of(refused.errno()));
      }
    }
    return first;
  }

  /**
   * Values to try: another one than there is comes first, since the kernel lets anybody set again
   * what is set already where the change needs a capability.
   */
  private static <T> List<byte[]> candidates(OptionType<T> type, byte[] found) {
    List<byte[]> values = new ArrayList<>();
    for (String text : List.of("on", "1", "1s", "88", "do", "lo")) {
      attempt(() -> type.encode(type.parse(text))).ifPresent(values::add);
    }
    values.add(found);
    return values;
  }

  private static <T> Optional<T> attempt(Supplier<T> action) {
    try {
      return Optional.of(action.get());
    } catch (IllegalArgumentException notOfThisType) {
      return Optional.empty();
    }
  }
}
