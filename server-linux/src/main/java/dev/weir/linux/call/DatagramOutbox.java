package dev.weir.linux.call;

import static dev.weir.linux.call.SocketConstants.IPPROTO_IP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;

/**
 * Datagrams to any receivers, sent by one call of sendmmsg(2). Datagrams of one length that follow
 * each other on one route become one message, which the kernel cuts up (UDP_SEGMENT); the last of
 * them may be shorter.
 *
 * <p>It holds addresses of memory, not memory: whoever adds keeps it alive until it is sent. One
 * thread at a time. No garbage per call.
 */
public final class DatagramOutbox {
  /** Datagrams that one message may hold: what every kernel that knows UDP_SEGMENT takes. */
  public static final int SEGMENTS = 64;

  /** Bytes that one message of several datagrams may hold, over IPv4 and IPv6 alike. */
  public static final int SEGMENTED_BYTES = 65_487;

  /** What the socket is that sends. */
  public enum Kind {
    /** Of IPv4 or a Unix socket, and not connected. */
    FOUR,
    /** Of IPv6, which serves IPv4 too, and not connected. */
    SIX,
    /** Connected: routes say neither where to nor from where, only how to mark. */
    CONNECTED
  }

  private static final MethodHandle SENDMMSG =
      Libc.bind(
          "sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

  private static final int HEADER = 64;
  private static final int VECTOR = 16;
  private static final int NAME = PeerName.BYTES;
  private static final int CONTROL = 128;
  private static final PeerName ANY_SIX = new PeerName();
  private static final PeerName ANY_FOUR = PeerName.of(new InetSocketAddress("0.0.0.0", 0));

  private final int messages;
  private final int vectorLimit;
  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final DatagramRoute[] routes;

  /** Of each message: its first vector, bytes, length of its datagrams, and whether it is full. */
  private final int[] first;

  private final int[] bytes;
  private final int[] segment;
  private final boolean[] full;
  private int count;
  private int vectorCount;

  /**
   * An empty outbox.
   *
   * @param messages how many it holds, from 1 to 1023
   */
  public DatagramOutbox(int messages) {
    this.messages = messages;
    vectorLimit = messages * 16;
    Arena arena = Arena.ofAuto();
    // One more, for datagrams that have to be sent one by one.
    headers = arena.allocate((messages + 1L) * HEADER, Long.BYTES);
    vectors = arena.allocate((vectorLimit + 1L) * VECTOR, Long.BYTES);
    names = arena.allocate((messages + 1L) * NAME, Long.BYTES);
    controls = arena.allocate((messages + 1L) * CONTROL, Long.BYTES);
    routes = new DatagramRoute[messages + 1];
    first = new int[messages + 1];
    bytes = new int[messages + 1];
    segment = new int[messages + 1];
    full = new boolean[messages + 1];
    for (int i = 0; i <= messages; i++) {
      routes[i] = new DatagramRoute();
      headers.set(JAVA_LONG, (long) i * HEADER, names.address() + (long) i * NAME);
    }
  }

  /**
   * Adds a datagram.
   *
   * @param route where to
   * @param address of its bytes, off heap
   * @param length bytes, from 0
   * @param joinable the longest datagram that may become part of a larger message, 0 for none
   * @return false where there is no room, and nothing was added
   */
  public boolean add(DatagramRoute route, long address, int length, int joinable) {
    if (vectorCount == vectorLimit) {
      return false;
    }
    if (!joins(route, length, joinable)) {
      return begin(route, address, length, length);
    }
    int last = count - 1;
    full[last] = length < segment[last];
    bytes[last] += length;
    vector(vectorCount++, address, length);
    return true;
  }

  private boolean joins(DatagramRoute route, int length, int joinable) {
    int last = count - 1;
    return last >= 0
        && !full[last]
        && length > 0
        && length <= segment[last]
        && segment[last] <= joinable
        && bytes[last] + length <= SEGMENTED_BYTES
        && vectorCount - first[last] < SEGMENTS
        && routes[last].same(route);
  }

  /**
   * How much one message may hold.
   *
   * @param size bytes of each datagram, from 1
   * @return bytes of as many whole datagrams as the kernel takes by one message, of one at least
   */
  public static int joined(int size) {
    return Math.clamp(SEGMENTED_BYTES / size, 1, SEGMENTS) * size;
  }

  /**
   * Adds datagrams that lie side by side in memory.
   *
   * @param route where to
   * @param address of their bytes, off heap
   * @param length bytes of all, at most {@link #joined}
   * @param size bytes of each but the last, which may be shorter
   * @return false where there is no room, and nothing was added
   */
  public boolean addJoined(DatagramRoute route, long address, int length, int size) {
    if (vectorCount == vectorLimit || !begin(route, address, length, size)) {
      return false;
    }
    full[count - 1] = true;
    return true;
  }

  private boolean begin(DatagramRoute route, long address, int length, int size) {
    if (count == messages) {
      return false;
    }
    routes[count].set(route);
    first[count] = vectorCount;
    bytes[count] = length;
    segment[count] = size;
    full[count] = length == 0;
    vector(vectorCount++, address, length);
    count++;
    return true;
  }

  private void vector(int index, long address, int length) {
    vectors.set(JAVA_LONG, (long) index * VECTOR, address);
    vectors.set(JAVA_LONG, (long) index * VECTOR + 8, length);
  }

  /**
   * How many messages wait.
   *
   * @return from 0
   */
  public int count() {
    return count;
  }

  /**
   * How many datagrams a message holds.
   *
   * @param message its index
   * @return from 1
   */
  public int datagrams(int message) {
    return segment[message] == 0 ? 1 : Math.ceilDiv(bytes[message], segment[message]);
  }

  /**
   * How long a message is.
   *
   * @param message its index
   * @return bytes of all its datagrams
   */
  public int bytes(int message) {
    return bytes[message];
  }

  /**
   * How long the datagrams of a message are.
   *
   * @param message its index
   * @return bytes of each but the last, which may be shorter
   */
  public int segment(int message) {
    return segment[message];
  }

  /**
   * Where a message goes.
   *
   * @param message its index
   * @return valid until {@link #clear}
   */
  public DatagramRoute route(int message) {
    return routes[message];
  }

  /** Forgets all messages. */
  public void clear() {
    count = 0;
    vectorCount = 0;
  }

  /**
   * Sends messages, without blocking.
   *
   * @param fd a datagram socket
   * @param from index of the first message to be sent
   * @param kind what the socket is
   * @return how many messages the kernel took, or the negated error number where it took none
   */
  public int send(int fd, int from, Kind kind) {
    for (int i = from; i < count; i++) {
      int end = i + 1 < count ? first[i + 1] : vectorCount;
      header(i, kind, first[i], end - first[i], datagrams(i) > 1 ? segment[i] : 0);
    }
    return call(fd, from, count - from);
  }

  /**
   * Sends one datagram of a message by itself, without blocking.
   *
   * @param fd a datagram socket
   * @param message its index
   * @param datagram its index in the message
   * @param kind what the socket is
   * @return 1, or the negated error number
   */
  public int sendApart(int fd, int message, int datagram, Kind kind) {
    int at = datagram * segment[message];
    vector(vectorLimit, address(message, at), Math.min(segment[message], bytes[message] - at));
    routes[messages].set(routes[message]);
    header(messages, kind, vectorLimit, 1, 0);
    return call(fd, messages, 1);
  }

  /**
   * Where a byte of a message lies: datagrams begin at multiples of {@link #segment}.
   *
   * @param message its index
   * @param offset in the message, where one of its datagrams begins
   * @return address in memory
   */
  public long address(int message, int offset) {
    int at = 0;
    int index = first[message];
    while (offset - at >= vectors.get(JAVA_LONG, (long) index * VECTOR + 8) && offset > at) {
      at += (int) vectors.get(JAVA_LONG, (long) index * VECTOR + 8);
      index++;
    }
    return vectors.get(JAVA_LONG, (long) index * VECTOR) + offset - at;
  }

  private void header(int index, Kind kind, int firstVector, int vectorsUsed, int cut) {
    long header = (long) index * HEADER;
    DatagramRoute route = routes[index];
    headers.set(JAVA_INT, header + 8, name(route, (long) index * NAME, kind));
    headers.set(JAVA_LONG, header + 16, vectors.address() + (long) firstVector * VECTOR);
    headers.set(JAVA_LONG, header + 24, vectorsUsed);
    long start = (long) index * CONTROL;
    long end = control(route, kind, cut, start);
    headers.set(JAVA_LONG, header + 32, end == start ? 0 : controls.address() + start);
    headers.set(JAVA_LONG, header + 40, end - start);
  }

  /** A name of no bytes is none: the kernel knows where a connected socket sends to. */
  private int name(DatagramRoute route, long at, Kind kind) {
    return kind == Kind.CONNECTED ? 0 : route.to().write(names, at, kind == Kind.SIX);
  }

  private long control(DatagramRoute route, Kind kind, int cut, long start) {
    long at = start;
    if (cut > 0) {
      controls.set(JAVA_SHORT, at + 16, (short) cut);
      at = close(at, 2, IPPROTO_UDP, SocketConstants.UDP_SEGMENT);
    }
    PeerName from = route.from();
    if (kind != Kind.CONNECTED && (!from.any() || from.scope() != 0)) {
      at = kind == Kind.SIX ? sourceSix(route, at) : sourceFour(from, at);
    }
    boolean four = route.to().four();
    if (route.ttl() >= 0) {
      controls.set(JAVA_INT, at + 16, route.ttl());
      at = mark(at, four, SocketConstants.IP_TTL, SocketConstants.IPV6_HOPLIMIT);
    }
    if (route.trafficClass() >= 0) {
      controls.set(JAVA_INT, at + 16, route.trafficClass());
      at = mark(at, four, SocketConstants.IP_TOS, SocketConstants.IPV6_TCLASS);
    }
    return at;
  }

  private long mark(long at, boolean four, int typeFour, int typeSix) {
    return close(at, 4, four ? IPPROTO_IP : IPPROTO_IPV6, four ? typeFour : typeSix);
  }

  private long sourceFour(PeerName from, long at) {
    controls.set(JAVA_INT, at + 16, from.scope());
    from.writeFour(controls, at + 20);
    controls.set(JAVA_INT, at + 24, 0);
    return close(at, 12, IPPROTO_IP, SocketConstants.IP_PKTINFO);
  }

  private long sourceSix(DatagramRoute route, long at) {
    // An unspecified address must be of the receiver's family.
    (route.from().any() ? anyLike(route.to()) : route.from()).writeSix(controls, at + 16);
    controls.set(JAVA_INT, at + 32, route.from().scope());
    return close(at, 20, IPPROTO_IPV6, SocketConstants.IPV6_PKTINFO);
  }

  private static PeerName anyLike(PeerName to) {
    return to.four() ? ANY_FOUR : ANY_SIX;
  }

  private long close(long at, int length, int level, int type) {
    controls.set(JAVA_LONG, at, 16L + length);
    controls.set(JAVA_INT, at + 8, level);
    controls.set(JAVA_INT, at + 12, type);
    return at + 16 + ((length + 7) & ~7);
  }

  private int call(int fd, int from, int number) {
    MemorySegment state = Libc.state();
    int flags = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_NOSIGNAL;
    try {
      long array = headers.address() + (long) from * HEADER;
      return Libc.result((int) SENDMMSG.invokeExact(state, fd, array, number, flags), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
