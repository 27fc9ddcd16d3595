package dev.weir.server.connection;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who may connect, by address. The most specific range that holds an address decides, in whatever
 * order they were given: {@code deny 10.0.0.0/8} and {@code allow 10.1.2.0/24} let the small range
 * in and keep the rest of the large one out.
 *
 * <p>An address that no range holds may connect; but where there is an {@code allow} that is no
 * exception to a wider {@code deny}, which would mean nothing otherwise, it may not: {@code allow
 * 10.0.0.0/8} alone lets nobody else in. Unix sockets have no addresses and are not asked.
 *
 * @param allow ranges that may connect
 * @param deny ranges that may not
 */
public record AddressRules(List<AddressPrefix> allow, List<AddressPrefix> deny) {
  /** Everybody may connect. */
  public static final AddressRules NONE = new AddressRules(List.of(), List.of());

  /**
   * Rules that do not contradict each other.
   *
   * @throws IllegalArgumentException where a range is both allowed and denied
   */
  public AddressRules {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    Set<AddressPrefix> denied = new HashSet<>(deny);
    for (AddressPrefix range : allow) {
      if (denied.contains(range)) {
        throw new IllegalArgumentException(
            "limits: allow: %s (expected: a range that deny does not name)".formatted(range));
      }
    }
  }

  /**
   * The rules in a form that is quick to ask.
   *
   * @return to be kept and asked by any thread
   */
  public Verdicts verdicts() {
    return new Verdicts(this);
  }

  /** Rules, ready to be asked: by as many look-ups as there are different prefix lengths. */
  public static final class Verdicts {
    /** By length, longest first. */
    private final Map<Integer, Map<AddressPrefix, Boolean>> byLength =
        new TreeMap<>((a, b) -> Integer.compare(b, a));

    private final boolean otherwise;

    private Verdicts(AddressRules rules) {
      rules.deny.forEach(range -> put(range, false));
      rules.allow.forEach(range -> put(range, true));
      otherwise = rules.allow.stream().allMatch(range -> isException(range, rules));
    }

    private void put(AddressPrefix range, boolean allowed) {
      byLength.computeIfAbsent(range.length(), length -> new HashMap<>()).put(range, allowed);
    }

    private static boolean isException(AddressPrefix allowed, AddressRules rules) {
      return allowed.equals(AddressPrefix.ALL)
          || rules.allow.contains(AddressPrefix.ALL)
          || rules.deny.stream().anyMatch(wide -> wide.covers(allowed));
    }

    /**
     * Whether an address may connect.
     *
     * @param address of either family
     * @return what the most specific range says
     */
    public boolean allows(InetAddress address) {
      int bits = AddressPrefix.Family.of(address).bits();
      for (Map.Entry<Integer, Map<AddressPrefix, Boolean>> length : byLength.entrySet()) {
        if (length.getKey() <= bits) {
          Boolean verdict = length.getValue().get(AddressPrefix.around(address, length.getKey()));
          if (verdict != null) {
            return verdict;
          }
        }
      }
      Boolean all = byLength.getOrDefault(0, Map.of()).get(AddressPrefix.ALL);
      return all != null ? all : otherwise;
    }
  }
}
