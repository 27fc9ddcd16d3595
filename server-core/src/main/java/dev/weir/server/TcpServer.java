package dev.weir.server;

import dev.weir.server.connection.ConnectionHandler;
import dev.weir.server.connection.ConnectionStages;
import dev.weir.server.connection.ConnectionTask;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A recipe for TCP servers. Immutable: every method gives a new recipe, and one recipe may start
 * many servers.
 *
 * <pre>{@code
 * try (Server server = TcpServer.on("tcp://:7").pipeline(p -> p.last("echo", Echo::new)).start()) {
 *   server.awaitClosed();
 * }
 * }</pre>
 */
public final class TcpServer {
  private final Recipe recipe;

  private TcpServer(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * A server that listens at endpoints.
   *
   * @param endpoints such as {@code tcp://:7}, at least one
   * @return the recipe
   * @throws IllegalArgumentException where one is no TCP endpoint
   */
  public static TcpServer on(String... endpoints) {
    return on(Arrays.stream(endpoints).map(Endpoint::parse).toArray(Endpoint[]::new));
  }

  /**
   * A server that listens at endpoints.
   *
   * @param endpoints at least one
   * @return the recipe
   * @throws IllegalArgumentException where one is no TCP endpoint
   */
  public static TcpServer on(Endpoint... endpoints) {
    return new TcpServer(Recipe.of(Scheme.TCP, List.of(endpoints), Pipeline.tcp()));
  }

  /**
   * With a name, which threads and metrics carry.
   *
   * @param name not blank; {@code tcp} by default
   * @return the new recipe
   */
  public TcpServer name(String name) {
    return new TcpServer(recipe.name(name));
  }

  /**
   * With socket options in text form.
   *
   * @param text such as {@code TCP_NODELAY=on, SO_RCVBUF=4m}
   * @return the new recipe
   * @throws IllegalArgumentException where the text is wrong
   * @see SocketOptions
   */
  public TcpServer options(String text) {
    return options(SocketOptions.parse(text));
  }

  /**
   * With socket options, instead of earlier ones.
   *
   * @param options set before the sockets are bound; connections inherit them
   * @return the new recipe
   */
  public TcpServer options(SocketOptions options) {
    return new TcpServer(recipe.options(options));
  }

  /**
   * With another pipeline.
   *
   * @param change is given the present one: {@code p -> p.last("echo", Echo::new)}
   * @return the new recipe
   */
  public TcpServer pipeline(UnaryOperator<Pipeline> change) {
    return new TcpServer(recipe.pipeline(change.apply(recipe.pipeline())));
  }

  /**
   * The stages that each connection gets.
   *
   * @return as they stand, Weir's own among them
   */
  public Pipeline pipeline() {
    return recipe.pipeline();
  }

  /**
   * With a handler that is called back, at the end of the pipeline. Stages before it, whenever they
   * are added, must pass on {@link io.netty.buffer.ByteBuf}: with a frame decoder of Netty's among
   * them, each call brings one whole frame.
   *
   * @param handler gives each connection its handler, on the connection's loop
   * @return the new recipe
   * @throws IllegalArgumentException where the recipe has such a handler already
   */
  public TcpServer handle(Supplier<? extends ConnectionHandler> handler) {
    return ended(p -> p, () -> ConnectionStages.callback(handler.get()));
  }

  /**
   * With straight-line code on a virtual thread for each connection, at the end of the pipeline.
   * What it reads ahead and writes is bounded as {@link dev.weir.server.connection.Connection}
   * says, so the outbound stage is not needed.
   *
   * @param task runs once for each connection
   * @return the new recipe
   * @throws IllegalArgumentException where the recipe has a handler of this kind already
   */
  public TcpServer serve(ConnectionTask task) {
    return ended(p -> p.without(Pipeline.OUTBOUND), () -> ConnectionStages.task(task));
  }

  /** These handlers hear of the end of input themselves, and may answer after it. */
  private TcpServer ended(UnaryOperator<Pipeline> change, Supplier<ChannelHandler> handler) {
    return pipeline(
        p -> change.apply(p.last(Pipeline.HANDLER, handler)).without(Pipeline.HALF_CLOSE));
  }

  /**
   * With several listening sockets per endpoint, over which the kernel spreads connections. Each
   * has a loop of its own, on which its connections stay. With one, the default, connections are
   * spread over all loops in turn. A port that is taken is an error either way.
   *
   * @param number 1 to 1024, of use up to the number of processors
   * @return the new recipe
   */
  public TcpServer shards(int number) {
    return new TcpServer(recipe.placement(p -> p.shards(number)));
  }

  /**
   * With loops that others use too. Without, a server makes its own, one per processor or shard,
   * and ends them when it has closed.
   *
   * @param loops which the caller closes, after the server
   * @return the new recipe
   */
  public TcpServer loops(Loops loops) {
    return new TcpServer(recipe.placement(p -> p.loops(loops)));
  }

  /**
   * With each of the server's own loops bound to a processor of its own, of those that the process
   * may use; where there are fewer processors than loops, they take turns. The kernel is asked
   * afterwards where the loops are, and {@link Server#shards()} tells. Loops that are given have to
   * be {@linkplain Loops#pinned(int, String) pinned} already.
   *
   * @return the new recipe
   */
  public TcpServer pinned() {
    return new TcpServer(recipe.placement(Placement::makePinned));
  }

  /**
   * With each connection taken by the shard whose loop runs on the processor that received it, so
   * that it stays there. Needs two shards or more, each with a pinned loop on a processor of its
   * own. It helps where the network card spreads its interrupts over these processors, and
   * unbalances the shards where it does not: see the counters of {@link Server#shards()}.
   *
   * @return the new recipe, which does not start where the kernel or the transport cannot
   */
  public TcpServer steered() {
    return new TcpServer(recipe.placement(Placement::makeSteered));
  }

  /**
   * With other limits.
   *
   * @param limits {@link Limits#defaults()} by default
   * @return the new recipe
   */
  public TcpServer limits(Limits limits) {
    return new TcpServer(recipe.limits(limits));
  }

  /**
   * The limits that a server starts with.
   *
   * @return as they stand
   */
  public Limits limits() {
    return recipe.limits();
  }

  /**
   * With meters in a registry, until the server has closed.
   *
   * @param registry any
   * @return the new recipe
   */
  public TcpServer metrics(MeterRegistry registry) {
    return new TcpServer(recipe.metrics(registry));
  }

  /**
   * Starts a server. All or nothing: no endpoint is served unless all are. May block on the
   * system's resolver; not for loops.
   *
   * @return the running server
   * @throws StartException where it cannot start; nothing is left open
   */
  public Server start() {
    return new Launch(recipe).start();
  }
}
