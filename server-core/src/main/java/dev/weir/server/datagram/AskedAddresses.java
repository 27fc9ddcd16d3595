package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import org.jspecify.annotations.Nullable;

/** Which address of this machine each of the peers seen lately asked. Loop only. */
final class AskedAddresses {
  private static final int SIZE = 4096;

  private final @Nullable PeerName[] peers = new PeerName[SIZE];
  private final PeerName[] asked = new PeerName[SIZE];

  void put(PeerName peer, PeerName address) {
    int place = place(peer);
    PeerName known = peers[place];
    if (known == null) {
      known = new PeerName();
      peers[place] = known;
      asked[place] = new PeerName();
    }
    known.set(peer);
    asked[place].set(address);
  }

  /** Leaves the address as it is where the peer is not known. */
  void get(PeerName peer, PeerName into) {
    int place = place(peer);
    PeerName known = peers[place];
    if (known != null && known.same(peer)) {
      into.set(asked[place]);
    }
  }

  private static int place(PeerName peer) {
    return PeerHash.of(peer) & (SIZE - 1);
  }
}
