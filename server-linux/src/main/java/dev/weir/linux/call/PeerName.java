package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Address and port of a peer as numbers, to be filled and compared over and over without garbage.
 * An IPv4 address is held as an IPv6 one, mapped: {@code ::ffff:192.0.2.7}. One thread at a time.
 */
public final class PeerName {
  /** Bytes of the kernel's form, of which IPv4 uses the first 16. */
  static final int BYTES = 28;

  private static final long MAPPED = 0xffff_0000_0000L;
  private static final long LOW_32 = 0xffff_ffffL;
  private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt FOUR =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong EIGHT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private long high;
  private long low;
  private int port;
  private int scope;

  /** Nobody: the address {@code ::}, port 0. */
  public PeerName() {}

  /**
   * The name of an address.
   *
   * @param address resolved
   * @return its own name
   */
  public static PeerName of(InetSocketAddress address) {
    PeerName name = new PeerName();
    name.host(address.getAddress());
    name.port = address.getPort();
    return name;
  }

  /**
   * Takes the host of an address; the port stays.
   *
   * @param host IPv4 or IPv6
   */
  public void host(InetAddress host) {
    ByteBuffer bytes = ByteBuffer.wrap(host.getAddress());
    if (host instanceof Inet6Address six) {
      set(bytes.getLong(0), bytes.getLong(8), port, six.getScopeId());
    } else {
      set(0, MAPPED | (bytes.getInt(0) & LOW_32), port, 0);
    }
  }

  /**
   * Takes another's value.
   *
   * @param other stays as it is
   */
  public void set(PeerName other) {
    set(other.high, other.low, other.port, other.scope);
  }

  void set(long newHigh, long newLow, int newPort, int newScope) {
    high = newHigh;
    low = newLow;
    port = newPort;
    scope = newScope;
  }

  /** Becomes nobody. */
  public void clear() {
    set(0, 0, 0, 0);
  }

  /**
   * The upper half of the address.
   *
   * @return its first eight bytes
   */
  public long high() {
    return high;
  }

  /**
   * The lower half of the address.
   *
   * @return its last eight bytes
   */
  public long low() {
    return low;
  }

  /**
   * The port.
   *
   * @return 0 to 65535
   */
  public int port() {
    return port;
  }

  /**
   * Takes another port.
   *
   * @param other 0 to 65535
   */
  public void port(int other) {
    port = other;
  }

  /**
   * The interface of a link-local address.
   *
   * @return its index, 0 for none
   */
  public int scope() {
    return scope;
  }

  /**
   * Whether the address is the unspecified one, of either family.
   *
   * @return true for {@code ::} and {@code 0.0.0.0}
   */
  public boolean any() {
    return high == 0 && (low == 0 || low == MAPPED);
  }

  /**
   * Whether the address is of IPv4.
   *
   * @return true where it is mapped
   */
  public boolean four() {
    return high == 0 && low >>> 32 == MAPPED >>> 32;
  }

  /**
   * Whether the address is one of many receivers.
   *
   * @return true for multicast of either family, and for IPv4's general broadcast
   */
  public boolean multicast() {
    if (four()) {
      int first = (int) (low >>> 24) & 0xff;
      return (first >= 224 && first < 240) || (int) low == -1;
    }
    return high >>> 56 == 0xff;
  }

  /**
   * Whether two names are of the same address, port and interface.
   *
   * @param other any
   * @return true where a datagram to both goes to one place
   */
  public boolean same(PeerName other) {
    return low == other.low && port == other.port && high == other.high && scope == other.scope;
  }

  /**
   * The name as Java writes it.
   *
   * @return a new object; IPv4 as such
   */
  public InetSocketAddress address() {
    return new InetSocketAddress(host(), port);
  }

  /**
   * The address alone.
   *
   * @return a new object; IPv4 as such
   */
  public InetAddress host() {
    try {
      if (four()) {
        return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt((int) low).array());
      }
      byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
      return scope == 0
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads what the kernel wrote. */
  void read(MemorySegment from, long at) {
    int readPort = from.get(PORT, at + 2) & 0xffff;
    if (from.get(JAVA_SHORT, at) == SocketConstants.AF_INET6) {
      set(from.get(EIGHT, at + 8), from.get(EIGHT, at + 16), readPort, from.get(JAVA_INT, at + 24));
    } else {
      set(0, MAPPED | (from.get(FOUR, at + 4) & LOW_32), readPort, 0);
    }
  }

  /** Reads an IPv4 address alone. */
  void readFour(MemorySegment from, long at) {
    set(0, MAPPED | (from.get(FOUR, at) & LOW_32), 0, 0);
  }

  /** Reads an IPv6 address alone. */
  void readSix(MemorySegment from, long at) {
    set(from.get(EIGHT, at), from.get(EIGHT, at + 8), 0, 0);
  }

  /** Writes the kernel's form for a socket of a family; returns its length. */
  int write(MemorySegment to, long at, boolean six) {
    to.set(PORT, at + 2, (short) port);
    if (six) {
      to.set(JAVA_SHORT, at, (short) SocketConstants.AF_INET6);
      to.set(JAVA_INT, at + 4, 0);
      writeSix(to, at + 8);
      to.set(JAVA_INT, at + 24, scope);
      return BYTES;
    }
    to.set(JAVA_SHORT, at, (short) SocketConstants.AF_INET);
    writeFour(to, at + 4);
    return 16;
  }

  void writeSix(MemorySegment to, long at) {
    to.set(EIGHT, at, high);
    to.set(EIGHT, at + 8, low);
  }

  void writeFour(MemorySegment to, long at) {
    to.set(FOUR, at, (int) low);
  }

  @Override
  public String toString() {
    return address().toString();
  }
}
