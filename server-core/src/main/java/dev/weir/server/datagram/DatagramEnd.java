package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.PassedOver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.DomainDatagramPacket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last stage of a datagram socket's pipeline: it takes what arrives, by Netty's packets or past
 * them. One object serves one socket.
 */
public abstract class DatagramEnd extends ChannelDuplexHandler {
  private @Nullable ChannelHandlerContext context;
  private @Nullable Arrival packets;
  private @Nullable Outlet packetOutlet;
  private @Nullable RecvByteBufAllocator byNetty;
  private Optional<FastSocket> fast = Optional.empty();
  private final AddressFilter filter = new AddressFilter();

  DatagramEnd() {}

  /**
   * The stage that may take a socket over: the last one, where nothing stands before it that would
   * miss what it takes.
   *
   * @param installed the stages of a datagram socket
   * @return empty where the socket is to be read through the pipeline
   */
  public static Optional<DatagramEnd> sole(ChannelPipeline installed) {
    DatagramEnd end = null;
    for (Map.Entry<String, ChannelHandler> stage : installed) {
      if (stage.getValue() instanceof DatagramEnd found && end == null) {
        end = found;
      } else if (!(stage.getValue() instanceof PassedOver)) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(end);
  }

  /** Takes what arrived, which is valid during the call alone; what it throws is counted. */
  abstract void arrived(Arrival arrival) throws Exception;

  /** Nothing more has arrived for now. */
  void turnEnded() {}

  /** Whether datagrams that pass are to be counted here, not by a stage of the pipeline. */
  boolean counts() {
    return true;
  }

  /** A datagram that was sent did not get there; the reason is an errno. */
  void undelivered(PeerName peer, int reason) {}

  /** The socket is there, and nothing has been read from it. */
  void begin() {}

  /** The server stops: this stage is to end what it began. */
  void drain() {}

  /** Whether the server stops. */
  boolean draining() {
    return pending().draining();
  }

  /** Other bounds of sessions hold. */
  void boundsChanged() {}

  /** The socket is gone. */
  void closed() {}

  /** Where this stage stands. */
  final ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "context");
  }

  /** The way out. */
  final Outlet outlet() {
    return fast.isPresent()
        ? fast.orElseThrow().outlet()
        : Objects.requireNonNull(packetOutlet, "outlet");
  }

  /** How the socket is read past Netty; empty where it is not. */
  final Optional<FastSocket> fast() {
    return fast;
  }

  /** What the socket owes. */
  final Pending pending() {
    return Pending.of(context().channel());
  }

  /**
   * Reads the socket past Netty from now on, where that is possible. On the loop, before the first
   * read.
   *
   * @param settings how
   * @return false where it is not
   */
  public final boolean takeOver(DatagramSettings settings) {
    fast = FastSocket.of(this, settings);
    if (fast.isPresent()) {
      ChannelConfig config = context().channel().config();
      byNetty = config.getRecvByteBufAllocator();
      config.setRecvByteBufAllocator(new NotByNetty());
    }
    return fast.isPresent();
  }

  @Override
  public final void handlerAdded(ChannelHandlerContext added) {
    context = added;
    packetOutlet = new PacketOutlet(added);
    filter.follow(added.channel());
    packets = new Arrival(packetOutlet, Pending.of(added.channel()));
    // Not by channelInactive, which comes after the server has closed.
    added.channel().closeFuture().addListener(gone -> closed());
    begin();
  }

  @Override
  public final void read(ChannelHandlerContext ctx) {
    if (fast.isPresent()) {
      fast.orElseThrow().read();
    } else {
      ctx.read();
    }
  }

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case DatagramPacket packet -> read(packet.content(), packet.sender());
      case DomainDatagramPacket packet -> read(packet.content(), packet.sender());
      default -> ctx.fireChannelRead(message);
    }
  }

  /** The content is released, and with it the packet that held it. */
  private void read(ByteBuf content, SocketAddress sender) {
    Arrival arrival = Objects.requireNonNull(packets, "packets");
    try {
      PeerName from = arrival.route().to();
      from.set(PeerAddress.name(sender));
      if (!admits(from, 1)) {
        return;
      }
      countPortZero(from);
      arrival.begin(content, 0, content.readableBytes());
      arrival.sentBy(sender);
      take(arrival);
    } finally {
      content.release();
    }
  }

  /** Whether an address may send; what it sent is counted as dropped where not. */
  final boolean admits(PeerName from, int datagrams) {
    if (filter.admits(from)) {
      return true;
    }
    for (int i = 0; i < datagrams; i++) {
      Traffic.of(context().channel()).happened(Count.DROPPED_FILTER);
    }
    return false;
  }

  final void countPortZero(PeerName from) {
    if (from.port() == 0) {
      Traffic.of(context().channel()).happened(Count.PORT_ZERO);
    }
  }

  /** One that throws costs its datagram alone. */
  final void take(Arrival arrival) {
    try {
      arrived(arrival);
    } catch (Exception | LinkageError | StackOverflowError thrown) {
      context().fireExceptionCaught(thrown);
    } finally {
      arrival.end();
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    if (!(thrown instanceof NotByNetty.Refusal)) {
      ctx.fireExceptionCaught(thrown);
    }
  }

  @Override
  public final void channelReadComplete(ChannelHandlerContext ctx) {
    turnEnded();
    outlet().flush();
    ctx.fireChannelReadComplete();
  }

  @Override
  public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == DrainEvent.INSTANCE) {
      drain();
      outlet().flush();
    } else if (event instanceof LimitsEvent) {
      filter.follow(ctx.channel());
    } else if (event == BoundsEvent.INSTANCE) {
      boundsChanged();
      outlet().flush();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public final void channelInactive(ChannelHandlerContext ctx) {
    fast.ifPresent(FastSocket::close);
    ctx.fireChannelInactive();
  }

  @Override
  public final void handlerRemoved(ChannelHandlerContext ctx) {
    fast.ifPresent(FastSocket::close);
    if (byNetty != null) {
      ctx.channel().config().setRecvByteBufAllocator(byNetty);
    }
  }
}
