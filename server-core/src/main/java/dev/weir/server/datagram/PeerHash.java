package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import java.util.concurrent.ThreadLocalRandom;

/** Hashes of addresses that nobody outside can foresee, so that nobody can make them collide. */
final class PeerHash {
  private static final long SEED = ThreadLocalRandom.current().nextLong() | 1;

  private PeerHash() {}

  static int of(PeerName name) {
    return mix(host(name) + name.port());
  }

  /** Of the address alone. */
  static long host(PeerName name) {
    return (name.high() * SEED ^ name.low()) * SEED + name.scope();
  }

  static int mix(long value) {
    long mixed = (value ^ value >>> 32) * SEED;
    return (int) (mixed >>> 32 ^ mixed);
  }
}
