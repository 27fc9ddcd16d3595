package dev.weir.server.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A range of addresses: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, one address, or all of both
 * families. An IPv4 address that is written as IPv6 ({@code ::ffff:10.0.0.1}) is IPv4 here.
 *
 * @param family whose addresses
 * @param high the first 64 bits of IPv6, 0 for IPv4
 * @param low the last 64 bits of IPv6, the 32 of IPv4
 * @param length how many bits from the left are the same in the whole range; the others are zero
 */
public record AddressPrefix(Family family, long high, long low, int length)
    implements Comparable<AddressPrefix> {

  /** Every address of both families. */
  public static final AddressPrefix ALL = new AddressPrefix(Family.ALL, 0, 0, 0);

  /** Whose addresses a range holds. */
  public enum Family {
    /** Those of both. */
    ALL(0),
    /** IPv4. */
    IPV4(32),
    /** IPv6. */
    IPV6(128);

    private final int bits;

    Family(int bits) {
      this.bits = bits;
    }

    /**
     * How many bits an address has.
     *
     * @return 32 or 128; 0 for both families together
     */
    public int bits() {
      return bits;
    }

    static Family of(InetAddress address) {
      return address instanceof Inet4Address || mapped(address.getAddress()) ? IPV4 : IPV6;
    }

    /** As dual-stack sockets tell of IPv4: ten bytes of zeros, two of ones, four of IPv4. */
    private static boolean mapped(byte[] address) {
      ByteBuffer bytes = ByteBuffer.wrap(address);
      return bytes.getLong() == 0 && bytes.getInt() == 0xffff;
    }
  }

  /**
   * A range.
   *
   * @throws IllegalArgumentException where the length is out of range, or bits behind it are set
   */
  public AddressPrefix {
    if (length < 0 || length > family.bits()) {
      throw new IllegalArgumentException(
          "prefix length: %d (expected: 0 to %d)".formatted(length, family.bits()));
    }
    if (family == Family.IPV6
        ? high != cut(high, length) || low != cut(low, length - Long.SIZE)
        : high != 0 || low != cut(low, length + Integer.SIZE)) {
      throw new IllegalArgumentException(
          "address: bits behind the first %d are set (expected: zeros)".formatted(length));
    }
  }

  /**
   * The range of a length in which an address lies.
   *
   * @param address of either family
   * @param ipv4Length 0 to 32, for an address of IPv4
   * @param ipv6Length 0 to 128, for one of IPv6
   * @return the range
   */
  public static AddressPrefix of(InetAddress address, int ipv4Length, int ipv6Length) {
    return Family.of(address) == Family.IPV4
        ? around(address, ipv4Length)
        : around(address, ipv6Length);
  }

  static AddressPrefix around(InetAddress address, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    if (Family.of(address) == Family.IPV4) {
      long low = Integer.toUnsignedLong(bytes.getInt(bytes.limit() - Integer.BYTES));
      return new AddressPrefix(Family.IPV4, 0, cut(low, length + Integer.SIZE), length);
    }
    long high = cut(bytes.getLong(), length);
    return new AddressPrefix(Family.IPV6, high, cut(bytes.getLong(), length - Long.SIZE), length);
  }

  /** The bits from the left, zeros behind them. */
  private static long cut(long bits, int length) {
    return length <= 0 ? 0 : bits & (-1L << Math.max(0, Long.SIZE - length));
  }

  /**
   * Reads a range.
   *
   * @param text {@code all}, an address, or an address with a prefix length
   * @return the range
   * @throws IllegalArgumentException where it is none, or where bits behind the prefix are set
   */
  public static AddressPrefix parse(String text) {
    return AddressPrefixText.parse(text);
  }

  /**
   * Whether an address lies in the range.
   *
   * @param address of either family
   * @return true where it does
   */
  public boolean contains(InetAddress address) {
    return family == Family.ALL
        || (family == Family.of(address) && around(address, length).equals(this));
  }

  /** Whether all of another range lies in this one. */
  boolean covers(AddressPrefix other) {
    return family == Family.ALL
        || (family == other.family
            && length <= other.length
            && other.shortened(length).equals(this));
  }

  // Both by hand, as a record's own have the JVM make code at the first connection.

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressPrefix range
        && family == range.family
        && high == range.high
        && low == range.low
        && length == range.length;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + 31 * length + family.bits();
  }

  private AddressPrefix shortened(int to) {
    return family == Family.IPV6
        ? new AddressPrefix(family, cut(high, to), cut(low, to - Long.SIZE), to)
        : new AddressPrefix(family, 0, cut(low, to + Integer.SIZE), to);
  }

  /** An order, so that tables of ranges stay quick whoever chooses the addresses. */
  @Override
  public int compareTo(AddressPrefix other) {
    int byFamily = family.compareTo(other.family);
    int byHigh = byFamily != 0 ? byFamily : Long.compareUnsigned(high, other.high);
    int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    return byLow != 0 ? byLow : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return AddressPrefixText.print(this);
  }
}
