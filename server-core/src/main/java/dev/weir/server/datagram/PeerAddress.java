package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The names of peers as Java's addresses, and back. */
final class PeerAddress {
  private PeerAddress() {}

  /** A new object; of a Unix socket its path, or {@code @} and its abstract name, or nothing. */
  static SocketAddress of(PeerName name) {
    return name.unix() ? new DomainSocketAddress(name.path()) : name.address();
  }

  /** Resolved, or of a Unix socket. */
  static PeerName name(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress internet -> PeerName.of(internet);
      case DomainSocketAddress unix -> PeerName.unix(unix.path().replace('\0', '@'));
      default -> new PeerName();
    };
  }

  /** Netty has a zero byte where an abstract name begins. */
  static DomainSocketAddress raw(DomainSocketAddress to) {
    String path = to.path();
    return path.startsWith("@") ? new DomainSocketAddress('\0' + path.substring(1)) : to;
  }
}
