package dev.weir.bandwidth.load;

import dev.weir.bandwidth.load.EchoProgress.Phase;
import dev.weir.server.endpoint.Scheme;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A load that runs: how far it is, its end, its result. Methods may be called by any thread. */
public final class EchoRun {

  private final EchoSettings settings;
  private final Connector connector;
  private final Map<EventLoop, Tally> tallies = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Window> window = new AtomicReference<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
  private final CompletableFuture<EchoResult> result = new CompletableFuture<>();

  private EchoRun(EchoSettings settings) {
    this.settings = settings;
    this.connector = new Connector(settings, this::newChannel);
  }

  static EchoRun start(EchoSettings settings) {
    EchoRun run = new EchoRun(settings);
    run.connector.connect().whenComplete(run::connected);
    return run;
  }

  /** How far the load is; cheap enough to ask every few milliseconds. */
  public EchoProgress progress() {
    long now = System.nanoTime();
    return new EchoProgress(
        phase(now), Duration.ofNanos(measured(now)), sum(Tally::requests), sum(Tally::lostCount));
  }

  /**
   * Ends the load now. {@link #result} then has what was measured until here, or fails with a
   * {@link CancellationException} if the connections did not stand yet.
   */
  public void cancel() {
    connector.cancel(new CancellationException("the load was cancelled while it connected"));
    end();
  }

  /**
   * What was measured, once all connections are closed. Fails if a connection could not be made;
   * its callbacks run on an event loop and must not block.
   */
  public CompletableFuture<EchoResult> result() {
    return result.copy();
  }

  /** A channel ended on its own; the load goes on with the others as long as there are some. */
  void channelEnded(String reason) {
    if (!ending.get()) {
      firstFailure.compareAndSet(null, reason);
      if (broken.incrementAndGet() == settings.connections()) {
        end();
      }
    }
  }

  private EchoChannel newChannel() {
    return settings.server().scheme() == Scheme.UDP
        ? new EchoFlow(settings, this)
        : new EchoStream(settings, this);
  }

  private void connected(@Nullable Void all, @Nullable Throwable failure) {
    if (failure == null) {
      begin();
    } else {
      ending.set(true);
      whenClosed(() -> result.completeExceptionally(failure));
    }
  }

  private void begin() {
    long from = System.nanoTime() + settings.warmUp().toNanos();
    Window measured = new Window(from, from + settings.duration().toNanos());
    window.set(measured);
    connector.channels().forEach(channel -> begin(channel, measured));
    Duration length = settings.warmUp().plus(settings.duration());
    EventLoop timer = connector.channels().iterator().next().eventLoop();
    timer.schedule(this::end, length.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void begin(Channel channel, Window measured) {
    EventLoop loop = channel.eventLoop();
    Tally tally = tallies.computeIfAbsent(loop, created -> new Tally());
    ChannelHandlerContext context = channel.pipeline().context(EchoChannel.class);
    if (context == null) {
      return; // It was closed meanwhile and has said so to channelEnded.
    }
    EchoChannel handler = (EchoChannel) context.handler();
    loop.execute(() -> handler.begin(context, tally, measured));
  }

  private void end() {
    Window measured = window.get();
    if (measured != null && ending.compareAndSet(false, true)) {
      measured.endAt(System.nanoTime());
      whenClosed(() -> result.complete(total(measured)));
    }
  }

  // The loops write their tallies; a closed channel writes no more, and its future orders the read.
  private void whenClosed(Runnable action) {
    CompletableFuture<?>[] closing =
        connector.channels().stream().map(EchoRun::close).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(closing).thenRun(action);
  }

  private static CompletableFuture<Void> close(Channel channel) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    channel.close();
    channel.closeFuture().addListener(done -> closed.complete(null));
    return closed;
  }

  private EchoResult total(Window measured) {
    return new EchoResult(
        Duration.ofNanos(measured.measured(System.nanoTime())),
        sum(Tally::requests),
        sum(Tally::lostCount),
        sum(Tally::lateCount),
        broken.get(),
        Optional.ofNullable(firstFailure.get()),
        Latency.sum(tallies.values().stream().map(Tally::latencies).toList()));
  }

  private Phase phase(long now) {
    if (result.isDone()) {
      return Phase.ENDED;
    }
    Window measured = window.get();
    if (measured == null) {
      return Phase.CONNECTING;
    }
    return measured.measured(now) == 0 ? Phase.WARMING_UP : Phase.MEASURING;
  }

  private long measured(long now) {
    Window measured = window.get();
    return measured == null ? 0 : measured.measured(now);
  }

  private long sum(ToLongFunction<Tally> counter) {
    return tallies.values().stream().mapToLong(counter).sum();
  }
}
