package dev.weir.bandwidth.iperf3;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The accounts of client addresses, as many as memory should hold: then the one that was opened or
 * asked for longest ago is forgotten. Any thread.
 */
final class Accounts {

  /** At most about 16 MiB. */
  static final int MOST = 65_536;

  private final Iperf3Limits limits;
  private final Map<Origin, Account> accounts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Account> eldest) {
          return size() > MOST;
        }
      };

  Accounts(Iperf3Limits limits) {
    this.limits = limits;
  }

  /** The address's own; one of no consequence where addresses have no quotas. */
  synchronized Account of(InetAddress address) {
    long now = System.nanoTime();
    return limits.quotas()
        ? accounts.computeIfAbsent(Origin.of(address), unseen -> new Account(limits, now))
        : new Account(limits, now);
  }

  synchronized int size() {
    return accounts.size();
  }
}
