package dev.weir.server;

import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A recipe for TCP connections. Immutable: every method gives a new recipe, and one recipe may
 * connect many times.
 */
public final class TcpClient {
  private final ClientRecipe recipe;

  private TcpClient(ClientRecipe recipe) {
    this.recipe = recipe;
  }

  /**
   * A client of an endpoint.
   *
   * @param endpoint such as {@code tcp://localhost:7}
   * @return the recipe
   * @throws IllegalArgumentException where it is no TCP endpoint with a host and a port
   */
  public static TcpClient to(String endpoint) {
    return to(Endpoint.parse(endpoint));
  }

  /**
   * A client of an endpoint.
   *
   * @param endpoint with a host and a port
   * @return the recipe
   * @throws IllegalArgumentException where it is no TCP endpoint with a host and a port
   */
  public static TcpClient to(Endpoint endpoint) {
    Recipe.requireScheme(endpoint, Scheme.TCP);
    return new TcpClient(ClientRecipe.of(endpoint, Pipeline.tcpClient()));
  }

  /**
   * With a name, which meters carry.
   *
   * @param name not blank; {@code tcp} by default
   * @return the new recipe
   */
  public TcpClient name(String name) {
    return new TcpClient(recipe.name(name));
  }

  /**
   * With socket options in text form.
   *
   * @param text such as {@code TCP_NODELAY=on, SO_RCVBUF=4m}
   * @return the new recipe
   * @throws IllegalArgumentException where the text is wrong
   * @see SocketOptions
   */
  public TcpClient options(String text) {
    return options(SocketOptions.parse(text));
  }

  /**
   * With socket options, instead of earlier ones.
   *
   * @param options set before the socket connects
   * @return the new recipe
   */
  public TcpClient options(SocketOptions options) {
    return new TcpClient(recipe.options(options));
  }

  /**
   * With another pipeline.
   *
   * @param change is given the present one: {@code p -> p.last("echo", Echo::new)}
   * @return the new recipe
   */
  public TcpClient pipeline(UnaryOperator<Pipeline> change) {
    return new TcpClient(recipe.pipeline(change.apply(recipe.pipeline())));
  }

  /**
   * With a local address.
   *
   * @param address of this machine; port 0 for any free one
   * @return the new recipe
   */
  public TcpClient localAddress(InetSocketAddress address) {
    return new TcpClient(recipe.local(address));
  }

  /**
   * With a bound on the time that connecting takes, for each address of a name.
   *
   * @param longest above zero, to 24 hours; 10 seconds by default
   * @return the new recipe
   */
  public TcpClient connectTimeout(Duration longest) {
    return new TcpClient(recipe.connectTimeout(longest));
  }

  /**
   * With loops that others use too.
   *
   * @param loops {@link Loops#shared()} by default
   * @return the new recipe
   */
  public TcpClient loops(Loops loops) {
    return new TcpClient(recipe.loops(loops));
  }

  /**
   * With other limits, for the stages that ask for them.
   *
   * @param limits {@link Limits#defaults()} by default
   * @return the new recipe
   */
  public TcpClient limits(Limits limits) {
    return new TcpClient(recipe.limits(limits));
  }

  /**
   * With meters in a registry, from the first connect on: connects that worked and that failed, how
   * long they took, bytes, errors. They carry the client's {@linkplain #name name} and the endpoint
   * as it was asked for, and stay in the registry.
   *
   * @param registry any
   * @return the new recipe
   */
  public TcpClient metrics(MeterRegistry registry) {
    return new TcpClient(recipe.metrics(registry));
  }

  /**
   * Connects. Never blocks: a name is looked up on a thread of its own.
   *
   * @return completes with the connected channel, or exceptionally with a {@link StartException};
   *     cancelling it closes the channel
   */
  public CompletableFuture<Channel> connect() {
    return Connect.start(recipe);
  }
}
