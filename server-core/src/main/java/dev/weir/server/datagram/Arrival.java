package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramNotes;
import dev.weir.linux.call.DatagramRoute;
import dev.weir.linux.call.PeerName;
import dev.weir.server.bulk.DatagramBatch;
import dev.weir.server.connection.Datagram;
import dev.weir.server.connection.LaterReplies;
import dev.weir.server.connection.Replies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One message that a socket received: a datagram, or several joined. One object serves all messages
 * of a socket, one after another. Loop only.
 */
final class Arrival implements Datagram, DatagramBatch, Replies {
  private static final long NANOS = 1_000_000_000L;

  private final Outlet outlet;
  private final Pending pending;
  private final AddressCache addresses = new AddressCache();
  private final DatagramRoute route = new DatagramRoute();
  private final DatagramNotes notes = new DatagramNotes();
  private @Nullable ByteBuf payload;
  private @Nullable SocketAddress sender;
  private long address;
  private int segment;

  Arrival(Outlet outlet, Pending pending) {
    this.outlet = outlet;
    this.pending = pending;
  }

  /** The way back to the sender, filled before {@link #begin}. */
  DatagramRoute route() {
    return route;
  }

  /** What was told beside it, filled before {@link #begin}. */
  DatagramNotes notes() {
    return notes;
  }

  /** Takes what came; the address is that of byte 0 in memory, or 0. */
  void begin(ByteBuf came, long addressOfZero, int segmentBytes) {
    payload = came;
    address = addressOfZero;
    segment = segmentBytes;
    sender = null;
    route.mark(DatagramRoute.UNSET, DatagramRoute.UNSET);
  }

  void sentBy(SocketAddress known) {
    sender = known;
  }

  /** From now on, whoever still holds this learns that it is too late. */
  void end() {
    payload = null;
  }

  /**
   * Shows each datagram by itself: the action is called with this as the one datagram. It is asked
   * to be one and the same for all arrivals, which then cost no object.
   */
  void split(Consumer<Arrival> each) {
    ByteBuf all = payload();
    long start = address;
    int size = segment;
    int length = all.readableBytes();
    if (length <= size) {
      each.accept(this);
      return;
    }
    for (int at = 0; at < length; at += size) {
      int from = all.readerIndex() + at;
      ByteBuf one = all.slice(from, Math.min(size, length - at));
      begin(one, start == 0 ? 0 : start + from, one.readableBytes());
      each.accept(this);
    }
  }

  @Override
  public ByteBuf payload() {
    if (payload == null) {
      throw new IllegalStateException(
          "datagram: used after its handler returned (expected: during the call); copy what is"
              + " needed later, and answer by later()");
    }
    return payload;
  }

  @Override
  public int segment() {
    return Math.max(1, segment);
  }

  @Override
  public int count() {
    return Math.max(1, Math.ceilDiv(payload().readableBytes(), segment()));
  }

  @Override
  public SocketAddress sender() {
    payload();
    SocketAddress known = sender;
    if (known == null) {
      known = addresses.of(route.to());
      sender = known;
    }
    return known;
  }

  @Override
  public Optional<InetAddress> destination() {
    PeerName told = notes.destination();
    return told.any() ? Optional.empty() : Optional.of(told.host());
  }

  @Override
  public OptionalInt device() {
    return notes.device() == 0 ? OptionalInt.empty() : OptionalInt.of(notes.device());
  }

  @Override
  public OptionalInt ttl() {
    return told(notes.ttl());
  }

  @Override
  public OptionalInt trafficClass() {
    return told(notes.trafficClass());
  }

  private static OptionalInt told(int value) {
    return value == DatagramNotes.UNTOLD ? OptionalInt.empty() : OptionalInt.of(value);
  }

  @Override
  public Optional<Instant> receivedAt() {
    long at = notes.timestamp();
    return at == DatagramNotes.UNTOLD
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(at / NANOS, at % NANOS));
  }

  @Override
  public OptionalLong drops() {
    long told = notes.drops();
    return told == DatagramNotes.UNTOLD ? OptionalLong.empty() : OptionalLong.of(told);
  }

  @Override
  // The very buffer is meant, not one of the same bytes.
  @SuppressWarnings("ReferenceEquality")
  public void send(ByteBuf bytes, int segmentBytes) {
    if (segmentBytes < 1) {
      throw new IllegalArgumentException("segment: " + segmentBytes + " (expected: 1 or more)");
    }
    int size = segmentBytes < bytes.readableBytes() ? segmentBytes : 0;
    if (bytes == payload()) {
      outlet.echo(route, bytes, address, size);
    } else {
      outlet.send(route, bytes, size);
    }
  }

  @Override
  public void send(ByteBuf bytes) {
    send(bytes, Integer.MAX_VALUE);
  }

  @Override
  public void send(byte[] bytes) {
    send(Unpooled.wrappedBuffer(bytes));
  }

  @Override
  public Replies marked(int ttl, int trafficClass) {
    if (ttl < 0 || ttl > 255 || trafficClass > 255) {
      throw new IllegalArgumentException(
          "ttl: %d, traffic class: %d (expected: up to 255)".formatted(ttl, trafficClass));
    }
    route.mark(ttl == 0 ? DatagramRoute.UNSET : ttl, Math.max(DatagramRoute.UNSET, trafficClass));
    return this;
  }

  @Override
  public LaterReplies later() {
    DatagramRoute kept = new DatagramRoute();
    kept.set(route);
    return new KeptReplies(outlet, pending, kept, sender());
  }
}
