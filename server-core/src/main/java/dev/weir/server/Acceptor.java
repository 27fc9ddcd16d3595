package dev.weir.server;

import dev.weir.server.admission.Entry;
import dev.weir.server.admission.Place;
import dev.weir.server.admission.Refusal;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Tally;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionApplication;
import dev.weir.server.option.OptionRefusedException;
import dev.weir.server.option.SocketOption;
import dev.weir.server.transport.ReadSizes;
import dev.weir.server.transport.SparseLog;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives accepted connections a place, a number and a loop, or resets them. */
final class Acceptor extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  private static final long PAUSE_MILLIS = 100;

  private final RunningServer server;
  private final Shard shard;
  private final List<Choice<?>> choices;
  private final SparseLog pauses = new SparseLog();
  private final Map<Refusal, SparseLog> refusals = new EnumMap<>(Refusal.class);

  private Acceptor(RunningServer server, Shard shard) {
    this.server = server;
    this.shard = shard;
    this.choices =
        Choices.of(server.recipe().options(), shard.endpoint()).stream()
            .filter(choice -> onEachConnection(choice.option()))
            .toList();
  }

  private boolean onEachConnection(SocketOption<?> option) {
    return server.loops().kind().onEachConnection(option, shard.endpoint().scheme());
  }

  static void install(RunningServer server, Shard shard) {
    Channel listener = shard.channel();
    listener.config().setRecvByteBufAllocator(new AcceptTurn());
    listener.pipeline().addLast("accept", new Acceptor(server, shard));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    Channel connection = (Channel) accepted;
    Entry entry = server.door().enter(connection.remoteAddress());
    // Not by a switch over types, for which the JVM makes code at the first connection.
    if (entry instanceof Place place) {
      admit(ctx, connection, place);
    } else if (entry instanceof Refusal refusal) {
      refuse(ctx, connection, refusal);
    }
  }

  private void admit(ChannelHandlerContext ctx, Channel connection, Place place) {
    long order = server.nextInOrder();
    connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    connection.config().setRecvByteBufAllocator(new ReadSizes());
    try {
      OptionApplication.set(choices, server.loops().kind().options(connection));
    } catch (OptionRefusedException gone) {
      place.leave();
      abandon(ctx, connection, gone);
      return;
    }
    connection.pipeline().addLast(new ConnectionStart(server, shard, place, order));
    home(ctx)
        .register(connection)
        .addListener(registered -> {
          if (!registered.isSuccess()) {
            connection.unsafe().closeForcibly();
            place.leave();
            server.connections().abandon(connection);
          }
        });
  }

  /** Shards keep their connections; a single listener hands them round. */
  private EventLoopGroup home(ChannelHandlerContext ctx) {
    return !shard.alone() ? ctx.channel().eventLoop() : server.loops().group();
  }

  private void abandon(ChannelHandlerContext ctx, Channel connection, Exception cause) {
    LOG.debug("{}: {}", connection, cause.toString());
    tally(ctx).add(Count.ERRORS_SOCKET, 1);
    connection.unsafe().closeForcibly();
    server.connections().leave();
  }

  private void refuse(ChannelHandlerContext ctx, Channel connection, Refusal refusal) {
    // Counted first: whoever sees the reset finds it in the counters.
    tally(ctx).add(refusal.count(), 1);
    connection.config().setOption(ChannelOption.SO_LINGER, 0);
    connection.unsafe().closeForcibly();
    refusals
        .computeIfAbsent(refusal, cause -> new SparseLog())
        .event(silent ->
            LOG.warn(
                "{}: {}: connection refused: {} ({} more unlogged)",
                shard.endpoint(),
                connection.remoteAddress(),
                refusal,
                silent));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    if (Exhaustion.is(thrown)) {
      pause(ctx, thrown);
    } else {
      tally(ctx).add(Count.ERRORS_SOCKET, 1);
      LOG.debug("{}: accept: {}", shard.endpoint(), thrown.toString());
    }
  }

  /** The connection stays in the kernel's queue: asking again at once would spin. */
  private void pause(ChannelHandlerContext ctx, Throwable thrown) {
    tally(ctx).add(Count.REFUSED_RESOURCES, 1);
    pauses.event(silent ->
        LOG.warn(
            "{}: accepting pauses: {} ({} more unlogged)",
            shard.endpoint(),
            thrown.getMessage(),
            silent));
    ctx.channel().config().setAutoRead(false);
    ctx.executor()
        .schedule(
            () -> ctx.channel().config().setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private Tally tally(ChannelHandlerContext ctx) {
    return shard.tallies().of(ctx.executor());
  }
}
