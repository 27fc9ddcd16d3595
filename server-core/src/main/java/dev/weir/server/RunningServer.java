package dev.weir.server;

import dev.weir.server.admission.Door;
import dev.weir.server.connection.ConnectionView;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.connection.Sessions;
import dev.weir.server.datagram.BoundsEvent;
import dev.weir.server.datagram.SessionPlaces;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Counters;
import dev.weir.server.option.OptionReport;
import dev.weir.server.pipeline.Shaper;
import dev.weir.server.shaping.ServerPaces;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that has started. */
final class RunningServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
  private static final long PATIENCE_SECONDS = 10;

  private final Recipe recipe;
  private final Loops loops;
  private final List<OptionReport> reports;
  private final List<Shard> shards;
  private final List<Endpoint> endpoints;
  private final Connections connections;
  private final Door door;
  private final ServerPaces paces = new ServerPaces();
  private volatile Limits limits;
  private final SessionPlaces places;
  private final AtomicLong acceptOrder = new AtomicLong();
  private final Ending ending;
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
  private final CompletionStage<DrainReport> drained;
  private Optional<ServerMeters> meters = Optional.empty();

  RunningServer(Recipe recipe, Loops loops, List<BoundShard> bound, List<OptionReport> reports) {
    this.recipe = recipe;
    this.loops = loops;
    this.reports = List.copyOf(reports);
    this.shards = bound.stream().map(Shard::of).toList();
    this.endpoints = bound.stream().filter(s -> s.index() == 0).map(BoundShard::endpoint).toList();
    this.limits = recipe.limits();
    this.places = new SessionPlaces(recipe.datagrams().bounds());
    this.connections = new Connections(limits.connections());
    this.paces.follow(limits.flow());
    this.door = new Door(limits.admission(), connections, loops.group());
    this.ending = new Ending(recipe, loops, shards, connections, places);
    this.drained = closed.thenApply(nothing -> ending.report()).minimalCompletionStage();
  }

  /** Registers all sockets, then lets all of them read. */
  void serve() {
    try {
      shards.forEach(this::register);
      steer();
      ending.watch();
      meters = recipe.registry().map(r -> ServerMeters.register(r, this, shards));
      shards.forEach(shard -> shard.channel().config().setAutoRead(true));
      loops.enter(this);
      ending.ended().thenRun(this::closeLoops);
    } catch (RuntimeException | Error failed) {
      shards.forEach(shard -> abandon(shard.channel()));
      meters.ifPresent(ServerMeters::close);
      throw failed;
    }
  }

  /** A channel without a loop can be closed by anybody; one with a loop by its loop alone. */
  private static void abandon(Channel channel) {
    if (channel.isRegistered()) {
      channel.close();
    } else {
      channel.unsafe().closeForcibly();
    }
  }

  private void register(Shard shard) {
    Channel channel = shard.channel();
    channel.config().setAutoRead(false);
    if (recipe.scheme() == Scheme.TCP) {
      Acceptor.install(this, shard);
    } else {
      Datagrams.install(recipe, shard, places);
    }
    home(shard).register(channel).syncUninterruptibly();
  }

  /** Shards have a loop each, the same for all endpoints; single sockets take turns. */
  private EventLoopGroup home(Shard shard) {
    return recipe.shards() > 1 ? loops.loop(shard.index()) : loops.group();
  }

  private void steer() {
    if (recipe.placement().steered()) {
      Steer steer = new Steer(loops, recipe.shards());
      shards.stream().filter(shard -> shard.index() == 0).forEach(steer::attach);
    }
  }

  Recipe recipe() {
    return recipe;
  }

  Loops loops() {
    return loops;
  }

  Connections connections() {
    return connections;
  }

  Door door() {
    return door;
  }

  /** Gives a connection the rates that hold; on its loop. */
  void shape(Channel connection) {
    Shaper.follow(connection, paces, limits);
  }

  Ending ending() {
    return ending;
  }

  long nextInOrder() {
    return acceptOrder.getAndIncrement();
  }

  private void closeLoops() {
    loops.leave(this);
    meters.ifPresent(ServerMeters::close);
    if (recipe.placement().loops().isPresent()) {
      closed.complete(null);
    } else {
      loops.end().addListener(ended -> closed.complete(null));
    }
  }

  @Override
  public String name() {
    return recipe.name();
  }

  @Override
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  @Override
  public List<OptionReport> options() {
    return reports;
  }

  @Override
  public List<ShardView> shards() {
    return shards.stream().map(this::look).toList();
  }

  private ShardView look(Shard shard) {
    return new ShardView(
        shard.endpoint(),
        shard.index(),
        recipe.shards() > 1 ? loops.processor(shard.index()) : OptionalInt.empty(),
        Counters.of(List.of(shard.tallies())));
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public void limits(Limits other) {
    if (recipe.scheme() == Scheme.UDP) {
      other.requireForDatagrams();
    }
    limits = other;
    connections.most(other.connections());
    door.limits(other.admission());
    paces.follow(other.flow());
    connections.forEach(connection -> tell(connection, other));
    if (recipe.scheme() == Scheme.UDP) {
      shards.forEach(shard -> tell(shard.channel(), other));
    }
  }

  @Override
  public void sessions(UnaryOperator<Sessions> change) {
    ConnectedSessions.wrong(recipe, loops.kind(), change)
        .ifPresent(line -> {
          throw new IllegalArgumentException(line);
        });
    places.change(change);
    shards.forEach(shard ->
        tell(
            shard.channel(),
            () -> shard.channel().pipeline().fireUserEventTriggered(BoundsEvent.INSTANCE)));
  }

  private void tell(Channel channel, Limits other) {
    tell(
        channel,
        () -> {
          other.attach(channel);
          if (recipe.scheme() == Scheme.TCP) {
            Shaper.follow(channel, paces, other);
          }
          channel.pipeline().fireUserEventTriggered(new LimitsEvent(other));
        });
  }

  private static void tell(Channel channel, Runnable news) {
    try {
      channel.eventLoop().execute(news);
    } catch (RejectedExecutionException ended) {
      LOG.debug("{}: gone before its limits changed", channel);
    }
  }

  @Override
  public Stream<ConnectionView> openConnections() {
    return connections.stream()
        .filter(connection -> connection.remoteAddress() != null)
        .map(ConnectionView::of);
  }

  @Override
  public Counters counters() {
    return Counters.of(shards.stream().map(Shard::tallies).toList());
  }

  @Override
  public CompletionStage<DrainReport> drain(Duration deadline) {
    if (deadline.isNegative()) {
      throw new IllegalArgumentException("deadline: " + deadline + " (expected: from PT0S)");
    }
    ending.drain(deadline);
    return drained;
  }

  @Override
  public void awaitClosed() throws InterruptedException {
    try {
      closed.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean closed() {
    return closed.isDone();
  }

  @Override
  public void close() {
    ending.now();
    if (!loops.inside()) {
      awaitPatiently();
    }
  }

  private void awaitPatiently() {
    try {
      closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException busy) {
      LOG.warn("{}: a handler keeps its loop busy; closing goes on without waiting", name(), busy);
    }
  }
}
