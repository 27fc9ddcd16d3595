package dev.weir.server;

import dev.weir.server.endpoint.Lookup;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Tally;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionApplication;
import dev.weir.server.option.OptionRefusedException;
import dev.weir.server.transport.Family;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Connects one client: to the first address of its endpoint that answers. */
final class Connect {
  private final ClientRecipe recipe;
  private final Loops loops;
  private final CompletableFuture<Channel> result = new CompletableFuture<>();

  private Connect(ClientRecipe recipe, Loops loops) {
    this.recipe = recipe;
    this.loops = loops;
  }

  static CompletableFuture<Channel> start(ClientRecipe recipe) {
    try {
      return new Connect(recipe, recipe.loops().orElseGet(Loops::shared)).start();
    } catch (StartException noTransport) {
      return CompletableFuture.failedFuture(noTransport);
    }
  }

  private CompletableFuture<Channel> start() {
    if (recipe.endpoint().address().isUnresolved()) {
      Thread.ofVirtual().name("weir-lookup").start(this::lookUp);
    } else {
      tryNext(List.of(recipe.endpoint().address()).iterator());
    }
    return result;
  }

  private void lookUp() {
    try {
      tryNext(Lookup.addresses(recipe.endpoint()).iterator());
    } catch (UnknownHostException unknown) {
      fail("host: %s (expected: a known name)".formatted(recipe.endpoint().host()), unknown);
    }
  }

  private void tryNext(Iterator<InetSocketAddress> addresses) {
    InetSocketAddress address = addresses.next();
    try {
      Channel channel = open(address);
      result.whenComplete((made, failed) -> closeWhereUnwanted(channel));
      loops
          .group()
          .register(channel)
          .addListener(done -> connect(channel, address, addresses, (ChannelFuture) done));
    } catch (OptionRefusedException refused) {
      fail(refused.line(), refused);
    } catch (RuntimeException refused) {
      fail("cannot be opened: " + reason(refused), refused);
    }
  }

  private Channel open(InetSocketAddress address) throws OptionRefusedException {
    Scheme scheme = recipe.endpoint().scheme();
    List<Choice<?>> choices = recipe.options().of(scheme);
    OptionFit.requireAtClient(choices, recipe.endpoint(), Family.of(address));
    Channel channel = loops.kind().connecting(scheme, Family.of(address));
    try {
      OptionApplication.set(choices, loops.kind().options(channel));
      prepare(channel);
      return channel;
    } catch (OptionRefusedException | RuntimeException refused) {
      channel.unsafe().closeForcibly();
      throw refused;
    }
  }

  private void prepare(Channel channel) {
    new Traffic(new Tally()).attach(channel);
    recipe.limits().attach(channel);
    if (recipe.endpoint().scheme() == Scheme.UDP) {
      Datagrams.size(channel);
    }
    int timeout = Math.toIntExact(recipe.connectTimeout().toMillis());
    channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.max(1, timeout));
    channel.pipeline().addLast(new Start());
  }

  private void connect(
      Channel channel,
      InetSocketAddress address,
      Iterator<InetSocketAddress> others,
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
    connecting.addListener(done -> connected(channel, others, (ChannelFuture) done));
  }

  private void connected(Channel channel, Iterator<InetSocketAddress> others, ChannelFuture done) {
    if (done.isSuccess()) {
      complete(channel);
      return;
    }
    channel.close();
    if (others.hasNext() && !result.isDone()) {
      tryNext(others);
    } else {
      fail("cannot be connected: " + reason(done.cause()), done.cause());
    }
  }

  private void complete(Channel channel) {
    List<Choice<?>> again =
        recipe.options().of(recipe.endpoint().scheme()).stream()
            .filter(choice -> loops.kind().onceConnected(choice.option()))
            .toList();
    try {
      OptionApplication.set(again, loops.kind().options(channel));
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
    return StartException.errno(cause).map(Object::toString).orElseGet(() -> said(cause));
  }

  /** Netty adds the address to the words, which the message has already. */
  private static String said(Throwable cause) {
    Throwable first = cause.getCause() == null ? cause : cause.getCause();
    String words = first.getMessage();
    return words == null ? first.toString() : words;
  }

  private void fail(String what, Throwable cause) {
    result.completeExceptionally(
        cause instanceof StartException already
            ? already
            : new StartException(recipe.endpoint(), what, cause));
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
