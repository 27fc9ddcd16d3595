package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Java's addresses of the peers seen lately, so that a busy one costs no garbage. Loop only. */
final class AddressCache {
  private static final int SIZE = 1024;

  private final PeerName[] names = new PeerName[SIZE];
  private final @Nullable SocketAddress[] addresses = new SocketAddress[SIZE];

  SocketAddress of(PeerName name) {
    int place = PeerHash.of(name) & (SIZE - 1);
    SocketAddress known = addresses[place];
    if (known != null && names[place].same(name)) {
      return known;
    }
    SocketAddress made = PeerAddress.of(name);
    if (known == null) {
      names[place] = new PeerName();
    }
    names[place].set(name);
    addresses[place] = made;
    return made;
  }
}
