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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Address and port of a peer as numbers, to be filled and compared over and over without garbage.
 * An IPv4 address is held as an IPv6 one, mapped: {@code ::ffff:192.0.2.7}. One thread at a time.
 *
 * <p>A Unix socket's name is held as its bytes; the address is then a hash of them, and the port 1,
 * or 0 where the socket has no name. Each such name that is read is garbage.
 */
public final class PeerName {
  /** Bytes of the kernel's form, of which IPv4 uses the first 16, IPv6 28, and Unix all. */
  static final int BYTES = 112;

  private static final int SIX_BYTES = 28;

  /** unix(7): the family, then up to 108 bytes of a path or of an abstract name. */
  private static final int UNIX_BYTES = 110;

  private static final byte[] NO_NAME = {};
  private static final long PRIME = 0x100000001b3L;

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
  private boolean unix;
  private byte[] name = NO_NAME;

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
    unix = other.unix;
    name = other.name;
  }

  void set(long newHigh, long newLow, int newPort, int newScope) {
    unix = false;
    name = NO_NAME;
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
    return !unix && high == 0 && (low == 0 || low == MAPPED);
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
    return low == other.low
        && port == other.port
        && high == other.high
        && scope == other.scope
        && unix == other.unix
        && Arrays.equals(name, other.name);
  }

  /**
   * The name of a Unix socket.
   *
   * @param path from the root, or {@code @} and an abstract name; empty for a socket without
   * @return its own name
   */
  public static PeerName unix(String path) {
    PeerName peer = new PeerName();
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && bytes[0] == '@') {
      bytes[0] = 0;
    }
    peer.named(bytes);
    return peer;
  }

  private void named(byte[] bytes) {
    long one = bytes.length;
    long two = ~one;
    for (byte each : bytes) {
      one = (one ^ each) * PRIME;
      two = (two + each) * PRIME ^ two >>> 29;
    }
    set(one | 1, two, bytes.length == 0 ? 0 : 1, 0);
    unix = true;
    name = bytes;
  }

  /**
   * Whether it names a Unix socket.
   *
   * @return false for nobody, and for addresses of the Internet
   */
  public boolean unix() {
    return unix;
  }

  /**
   * The name of a Unix socket.
   *
   * @return a path, or {@code @} and an abstract name; empty where it has none
   */
  public String path() {
    return name.length == 0 ? "" : UnixCalls.name(name);
  }

  /**
   * The name as Java writes it.
   *
   * @return a new object; IPv4 as such
   * @throws IllegalStateException where it is of a Unix socket
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
    if (unix) {
      throw new IllegalStateException(this + ": (expected: of the Internet)");
    }
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

  /** Reads what the kernel wrote; a Unix socket without a name has no length. */
  void read(MemorySegment from, long at, int length) {
    if (length <= Short.BYTES || from.get(JAVA_SHORT, at) == SocketConstants.AF_UNIX) {
      int bytes = Math.max(0, Math.min(length, UNIX_BYTES) - Short.BYTES);
      // The zero byte that ends a path is none of its name.
      boolean ended = bytes > 1 && from.get(ValueLayout.JAVA_BYTE, at + Short.BYTES) != 0;
      int kept = ended && from.get(ValueLayout.JAVA_BYTE, at + 1 + bytes) == 0 ? bytes - 1 : bytes;
      named(from.asSlice(at + Short.BYTES, kept).toArray(ValueLayout.JAVA_BYTE));
    } else {
      readInternet(from, at);
    }
  }

  private void readInternet(MemorySegment from, long at) {
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
    if (unix) {
      to.set(JAVA_SHORT, at, (short) SocketConstants.AF_UNIX);
      MemorySegment.copy(name, 0, to, ValueLayout.JAVA_BYTE, at + Short.BYTES, name.length);
      return Short.BYTES + name.length;
    }
    to.set(PORT, at + 2, (short) port);
    if (six) {
      to.set(JAVA_SHORT, at, (short) SocketConstants.AF_INET6);
      to.set(JAVA_INT, at + 4, 0);
      writeSix(to, at + 8);
      to.set(JAVA_INT, at + 24, scope);
      return SIX_BYTES;
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
    return unix ? "unix " + path() : address().toString();
  }
}
