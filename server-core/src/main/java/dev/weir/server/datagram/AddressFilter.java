package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import dev.weir.server.connection.AddressRules;
import dev.weir.server.connection.Limits;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Whose datagrams are taken, by address: what the rules say of the addresses seen lately is
 * remembered, so that a busy one costs neither garbage nor a look-up. Loop only.
 */
final class AddressFilter {
  private static final int SIZE = 1024;

  /** What the rules say of an address. */
  private enum Verdict {
    ALLOWED,
    DENIED
  }

  private AddressRules rules = AddressRules.NONE;
  private AddressRules.Verdicts verdicts = rules.verdicts();
  private long[] high = {};
  private long[] low = {};
  private @Nullable Verdict[] known = {};

  /** Goes by the limits of a channel from now on. */
  void follow(Channel channel) {
    rules = Limits.of(channel).admission().rules();
    verdicts = rules.verdicts();
    int size = rules.equals(AddressRules.NONE) ? 0 : SIZE;
    high = new long[size];
    low = new long[size];
    known = new Verdict[size];
  }

  boolean admits(PeerName peer) {
    if (known.length == 0 || peer.unix()) {
      return true;
    }
    int place = PeerHash.mix(PeerHash.host(peer)) & (SIZE - 1);
    if (known[place] == null || high[place] != peer.high() || low[place] != peer.low()) {
      high[place] = peer.high();
      low[place] = peer.low();
      known[place] = verdicts.allows(peer.host()) ? Verdict.ALLOWED : Verdict.DENIED;
    }
    return known[place] == Verdict.ALLOWED;
  }
}
