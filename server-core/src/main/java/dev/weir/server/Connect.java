package dev.weir.server;

import dev.weir.linux.call.Errno;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.ClientMeters;
import dev.weir.server.metrics.FailedConnect;
import dev.weir.server.metrics.Tally;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionApplication;
import dev.weir.server.option.OptionRefusedException;
import dev.weir.server.transport.GroupTarget;
import dev.weir.server.transport.ReadSizes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Connects one client: to the first address of its endpoint that answers. */
final class Connect {
  /**
   * Between two attempts at a Unix socket whose queue is full, of which the kernel tells no end.
   */
  private static final long PAUSE_MILLIS = 5;

  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final ClientRecipe recipe;
  private final Loops loops;
  private final Endpoint endpoint;
  private final CompletableFuture<Channel> result = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private final Optional<ClientMeters> meters;
  private final AtomicBoolean counted = new AtomicBoolean();

  private Connect(ClientRecipe recipe, Loops loops) {
    this.recipe = recipe;
    this.loops = loops;
    this.endpoint = recipe.endpoint();
    this.meters = recipe.meters();
    // Whoever waits for the result may end it too, by cancelling it.
    result.whenComplete((made, failed) -> countFailure(failed));
  }

  static CompletableFuture<Channel> start(ClientRecipe recipe) {
    try {
      return new Connect(recipe, recipe.loops().orElseGet(Loops::shared)).start();
    } catch (StartException noTransport) {
      recipe.meters().ifPresent(meters -> meters.failed(FailedConnect.OTHER));
      return CompletableFuture.failedFuture(noTransport);
    }
  }

  private CompletableFuture<Channel> start() {
    if (waits() || (endpoint.scheme().internet() && endpoint.address().isUnresolved())) {
      Thread.ofVirtual().name("weir-lookup").start(this::lookUp);
    } else {
      lookUp();
    }
    return result;
  }

  /** Whether making a socket takes time, which no loop has. */
  private boolean waits() {
    return endpoint.placement().netns().isPresent();
  }

  private void lookUp() {
    try {
      tryNext(Site.all(endpoint).iterator());
    } catch (UnknownHostException unknown) {
      fail("host: %s (expected: a known name)".formatted(endpoint.host()), unknown);
    } catch (IOException | RuntimeException refused) {
      fail("cannot be opened: " + reason(refused), refused);
    }
  }

  private void tryNext(Iterator<Site> sites) {
    begin(sites.next(), sites);
  }

  private void begin(Site site, Iterator<Site> others) {
    if (waits()) {
      Thread.ofVirtual().name("weir-connect").start(() -> attempt(site, others));
    } else {
      attempt(site, others);
    }
  }

  private void attempt(Site site, Iterator<Site> others) {
    try {
      SocketAddress address = loops.kind().target(site.address());
      EventLoop loop = loops.group().next();
      Channel channel = open(site, loop);
      result.whenComplete((made, failed) -> closeWhereUnwanted(channel));
      loop.register(channel)
          .addListener(done -> connect(channel, address, site, others, (ChannelFuture) done));
    } catch (OptionRefusedException refused) {
      fail(refused.line(), refused);
    } catch (IOException | RuntimeException refused) {
      fail("cannot be opened: " + reason(refused), refused);
    }
  }

  private Channel open(Site site, EventLoop loop) throws IOException {
    List<Choice<?>> choices = Choices.of(recipe.options(), endpoint);
    OptionFit.requireAtClient(choices, endpoint, site.family());
    Channel channel =
        Birth.of(
            endpoint,
            () -> loops.kind().connecting(endpoint.scheme(), site.family(), endpoint.placement()));
    try {
      OptionApplication.set(choices, loops.kind().options(channel));
      GroupTarget.chooseInterface(channel, site.address());
      prepare(channel, loop);
      return channel;
    } catch (IOException | RuntimeException refused) {
      channel.unsafe().closeForcibly();
      throw refused;
    }
  }

  private void prepare(Channel channel, EventLoop loop) {
    meters.map(m -> m.traffic(loop)).orElseGet(() -> new Traffic(new Tally())).attach(channel);
    recipe.limits().attach(channel);
    if (endpoint.scheme().datagrams()) {
      Datagrams.size(channel);
    } else {
      channel.config().setRecvByteBufAllocator(new ReadSizes());
    }
    int timeout = Math.toIntExact(recipe.connectTimeout().toMillis());
    channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.max(1, timeout));
    channel.pipeline().addLast(new Start());
  }

  private void connect(
      Channel channel,
      SocketAddress address,
      Site site,
      Iterator<Site> others,
      ChannelFuture registered) {
    if (!registered.isSuccess()) {
      channel.unsafe().closeForcibly();
      fail("cannot be opened: " + reason(registered.cause()), registered.cause());
      return;
    }
    ChannelFuture connecting =
        recipe
            .local()
            .map(local -> channel.connect(address, local))
            .orElseGet(() -> channel.connect(address));
    connecting.addListener(done -> connected(channel, site, others, (ChannelFuture) done));
  }

  private void connected(Channel channel, Site site, Iterator<Site> others, ChannelFuture done) {
    if (done.isSuccess()) {
      complete(channel);
      return;
    }
    channel.close();
    if (crowded(done.cause()) && !result.isDone()) {
      channel.eventLoop().schedule(() -> begin(site, others), pause(), TimeUnit.MILLISECONDS);
    } else if (others.hasNext() && !result.isDone()) {
      tryNext(others);
    } else {
      fail("cannot be connected: " + reason(done.cause()), done.cause());
    }
  }

  /** Longer and longer, as what is full for long is no matter of milliseconds. */
  private long pause() {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    return Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS + elapsed / 4);
  }

  /** A Unix socket whose queue is full refuses at once, where TCP would wait for room. */
  private boolean crowded(Throwable cause) {
    return endpoint.scheme() == Scheme.UNIX
        && StartException.errno(cause).equals(Optional.of(Errno.EAGAIN))
        && System.nanoTime() - begun < recipe.connectTimeout().toNanos();
  }

  private void complete(Channel channel) {
    List<Choice<?>> again =
        Choices.of(recipe.options(), endpoint).stream()
            .filter(choice -> loops.kind().onceConnected(choice.option()))
            .toList();
    try {
      OptionApplication.set(again, loops.kind().options(channel));
      if (counted.compareAndSet(false, true)) {
        meters.ifPresent(m -> m.connected(channel, System.nanoTime() - begun));
      }
      result.complete(channel);
    } catch (OptionRefusedException gone) {
      fail(gone.line(), gone);
    }
  }

  private void closeWhereUnwanted(Channel channel) {
    if (result.isCompletedExceptionally()) {
      channel.close();
    }
  }

  private static String reason(Throwable cause) {
    return cause.getClass() == IOException.class
        ? String.valueOf(cause.getMessage())
        : StartException.errno(cause).map(Object::toString).orElseGet(() -> said(cause));
  }

  /** Netty adds the address to the words, which the message has already. */
  private static String said(Throwable cause) {
    Throwable first = cause.getCause() == null ? cause : cause.getCause();
    String words = first.getMessage();
    return words == null ? first.toString() : words;
  }

  /** Each connect counts once, opened or failed, whoever ends it. */
  private void countFailure(@Nullable Throwable failure) {
    if (failure != null && counted.compareAndSet(false, true)) {
      meters.ifPresent(m -> m.failed(FailedConnect.of(failure, StartException.errno(failure))));
    }
  }

  private void fail(String what, Throwable cause) {
    StartException failure =
        cause instanceof StartException already
            ? already
            : new StartException(endpoint, what, cause);
    // Counted first: whoever sees the failure finds it in the counters. A connect that was given
    // up fails as well, and was counted as what it was.
    if (!result.isDone()) {
      countFailure(failure);
    }
    result.completeExceptionally(failure);
  }

  /** Makes the pipeline, on the loop. */
  private final class Start extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      recipe.pipeline().install(channel.pipeline());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
      fail("the pipeline cannot be made: " + thrown, thrown);
      ctx.close();
    }
  }
}
