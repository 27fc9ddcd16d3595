package dev.weir.server;

import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A recipe for connected UDP sockets. Immutable: every method gives a new recipe, and one recipe
 * may connect many times.
 *
 * <p>The socket takes datagrams of its peer alone. Handlers see {@link
 * io.netty.channel.socket.DatagramPacket} and must release it; a {@code ByteBuf} that is written is
 * one datagram.
 *
 * <p>To a Unix datagram socket, {@code unixgram:///run/log.sock}, it has an abstract name that the
 * kernel chooses, so that it can be answered; handlers then see {@link
 * io.netty.channel.unix.DomainDatagramPacket}.
 */
public final class UdpClient {
  private final ClientRecipe recipe;

  private UdpClient(ClientRecipe recipe) {
    this.recipe = recipe;
  }

  /**
   * A client of an endpoint.
   *
   * @param endpoint such as {@code udp://localhost:7}
   * @return the recipe
   * @throws IllegalArgumentException where it is no UDP endpoint with a host and a port, and no
   *     unixgram one
   */
  public static UdpClient to(String endpoint) {
    return to(Endpoint.parse(endpoint));
  }

  /**
   * A client of an endpoint.
   *
   * @param endpoint with a host and a port
   * @return the recipe
   * @throws IllegalArgumentException where it is no UDP endpoint with a host and a port, and no
   *     unixgram one
   */
  public static UdpClient to(Endpoint endpoint) {
    Recipe.requireScheme(endpoint, Scheme.UDP);
    return new UdpClient(ClientRecipe.of(endpoint, Pipeline.udp()));
  }

  /**
   * With a name, which meters carry.
   *
   * @param name not blank; {@code udp} by default
   * @return the new recipe
   */
  public UdpClient name(String name) {
    return new UdpClient(recipe.name(name));
  }

  /**
   * With socket options in text form.
   *
   * @param text such as {@code SO_RCVBUF=4m}
   * @return the new recipe
   * @throws IllegalArgumentException where the text is wrong
   * @see SocketOptions
   */
  public UdpClient options(String text) {
    return options(SocketOptions.parse(text));
  }

  /**
   * With socket options, instead of earlier ones.
   *
   * @param options set before the socket connects
   * @return the new recipe
   */
  public UdpClient options(SocketOptions options) {
    return new UdpClient(recipe.options(options));
  }

  /**
   * With another pipeline.
   *
   * @param change is given the present one: {@code p -> p.last("echo", Echo::new)}
   * @return the new recipe
   */
  public UdpClient pipeline(UnaryOperator<Pipeline> change) {
    return new UdpClient(recipe.pipeline(change.apply(recipe.pipeline())));
  }

  /**
   * With a local address.
   *
   * @param address of this machine; port 0 for any free one
   * @return the new recipe
   */
  public UdpClient localAddress(InetSocketAddress address) {
    return new UdpClient(recipe.local(address));
  }

  /**
   * With loops that others use too.
   *
   * @param loops {@link Loops#shared()} by default
   * @return the new recipe
   */
  public UdpClient loops(Loops loops) {
    return new UdpClient(recipe.loops(loops));
  }

  /**
   * With other limits, for the stages that ask for them.
   *
   * @param limits {@link Limits#defaults()} by default
   * @return the new recipe
   */
  public UdpClient limits(Limits limits) {
    return new UdpClient(recipe.limits(limits));
  }

  /**
   * With meters in a registry, from the first connect on: connects that worked and that failed, how
   * long they took, bytes, errors. They carry the client's {@linkplain #name name} and the endpoint
   * as it was asked for, and stay in the registry.
   *
   * @param registry any
   * @return the new recipe
   */
  public UdpClient metrics(MeterRegistry registry) {
    return new UdpClient(recipe.metrics(registry));
  }

  /**
   * Connects. Never blocks: a name is looked up on a thread of its own.
   *
   * @return completes with the channel, or exceptionally with a {@link StartException}; cancelling
   *     it closes the channel
   */
  public CompletableFuture<Channel> connect() {
    return Connect.start(recipe);
  }
}
