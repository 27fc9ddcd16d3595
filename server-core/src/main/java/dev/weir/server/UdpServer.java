package dev.weir.server;

import dev.weir.server.bulk.BatchHandler;
import dev.weir.server.bulk.Batching;
import dev.weir.server.connection.DatagramHandler;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Metadata;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.MulticastGroup;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.DatagramStages;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A recipe for UDP servers. Immutable: every method gives a new recipe, and one recipe may start
 * many servers.
 *
 * <pre>{@code
 * UdpServer.on("udp://:7").handle((datagram, replies) -> replies.send(datagram.payload())).start();
 * }</pre>
 *
 * <p>It serves Unix datagram sockets as well, {@code unixgram:///run/log.sock}, on epoll. A peer
 * there is answered at the name that it has bound. One without a name cannot be answered, which is
 * counted, and all of those are one peer to sessions. What a peer's full queue does not take is
 * lost, as it would be on a network, and counted. The kernel bounds that queue unless the peer has
 * connected its socket: what such a peer does not read may then fill the server's own send buffer
 * (SO_SNDBUF), and answers to all peers are lost, and counted, until it reads or goes.
 *
 * <p>On the NIO transport answers leave from the address that the kernel picks, not the one that
 * was asked, and nothing is heard of ICMP errors; the log says so at the start.
 *
 * <p>Handlers in the pipeline see {@link io.netty.channel.socket.DatagramPacket}, of Unix sockets
 * {@link io.netty.channel.unix.DomainDatagramPacket}, and must release it, as Netty's {@code
 * SimpleChannelInboundHandler} does. One that throws costs its datagram alone.
 */
public final class UdpServer {
  private final Recipe recipe;

  private UdpServer(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * A server that listens at endpoints.
   *
   * @param endpoints such as {@code udp://:7}, at least one
   * @return the recipe
   * @throws IllegalArgumentException where one is no endpoint of datagrams
   */
  public static UdpServer on(String... endpoints) {
    return on(Arrays.stream(endpoints).map(Endpoint::parse).toArray(Endpoint[]::new));
  }

  /**
   * A server that listens at endpoints.
   *
   * @param endpoints at least one
   * @return the recipe
   * @throws IllegalArgumentException where one is no endpoint of datagrams
   */
  public static UdpServer on(Endpoint... endpoints) {
    return new UdpServer(Recipe.of(Scheme.UDP, List.of(endpoints), Pipeline.udp()));
  }

  /**
   * With a name, which threads and metrics carry.
   *
   * @param name not blank; {@code udp} by default
   * @return the new recipe
   */
  public UdpServer name(String name) {
    return new UdpServer(recipe.name(name));
  }

  /**
   * With socket options in text form.
   *
   * @param text such as {@code SO_RCVBUF=4m}
   * @return the new recipe
   * @throws IllegalArgumentException where the text is wrong
   * @see SocketOptions
   */
  public UdpServer options(String text) {
    return options(SocketOptions.parse(text));
  }

  /**
   * With socket options, instead of earlier ones.
   *
   * @param options set before the sockets are bound
   * @return the new recipe
   */
  public UdpServer options(SocketOptions options) {
    return new UdpServer(recipe.options(options));
  }

  /**
   * With another pipeline.
   *
   * @param change is given the present one: {@code p -> p.last("collector", Collector::new)}
   * @return the new recipe
   */
  public UdpServer pipeline(UnaryOperator<Pipeline> change) {
    return new UdpServer(recipe.pipeline(change.apply(recipe.pipeline())));
  }

  /**
   * With a handler at the end of the pipeline that takes one datagram at a time.
   *
   * @param handler called on the loop of each shard, so by several threads where there are several
   * @return the new recipe
   */
  public UdpServer handle(DatagramHandler handler) {
    return ended(Optional.empty(), () -> DatagramStages.each(handler));
  }

  /**
   * With a handler at the end of the pipeline that takes datagrams as the kernel joined them: the
   * fastest way, without an object for each datagram.
   *
   * @param handler called on the loop of each shard, so by several threads where there are several
   * @return the new recipe
   */
  public UdpServer batches(BatchHandler handler) {
    return ended(Optional.empty(), () -> DatagramStages.batches(handler));
  }

  /**
   * With a session for each peer.
   *
   * @param bounds such as {@code Sessions.idle(Duration.ofSeconds(30))}
   * @return the ways to serve them
   */
  public UdpSessions sessions(Sessions bounds) {
    return new UdpSessions(this, bounds);
  }

  /**
   * With other bounds of sessions than the handler has: for whoever serves a handler that another
   * wrote. {@link Server#sessions} changes them in the running server.
   *
   * @param change is given the handler's own bounds: {@code b -> b.limit(500)}; replaces the change
   *     before
   * @return the new recipe; where its handler has no sessions, nothing changes
   */
  public UdpServer bounds(UnaryOperator<Sessions> change) {
    return new UdpServer(recipe.datagrams(recipe.datagrams().bounds(change)));
  }

  UdpServer ended(Optional<Sessions> sessions, Supplier<? extends ChannelHandler> stage) {
    return new UdpServer(recipe.datagrams(recipe.datagrams().sessions(sessions)))
        .pipeline(p -> unfitted(p).last(Pipeline.HANDLER, stage));
  }

  /**
   * With another rule for moving many datagrams by one call, where {@link #handle}, {@link
   * #batches} or sessions read the socket.
   *
   * @param rule {@link Batching#automatic()} by default
   * @return the new recipe
   */
  public UdpServer batching(Batching rule) {
    return new UdpServer(recipe.datagrams(recipe.datagrams().batching(rule)));
  }

  /**
   * With what the kernel is to tell beside each datagram. A socket of a wildcard address is told
   * the destination anyway: answers leave from the address that was asked.
   *
   * @param wanted none by default; replaces what was wanted before
   * @return the new recipe
   */
  public UdpServer metadata(Metadata... wanted) {
    return new UdpServer(recipe.datagrams(recipe.datagrams().metadata(Set.of(wanted))));
  }

  private static Pipeline unfitted(Pipeline pipeline) {
    return pipeline.names().contains(Pipeline.FIT) ? pipeline.without(Pipeline.FIT) : pipeline;
  }

  /**
   * With multicast groups that each socket joins: it receives what is sent there, besides what is
   * sent to its own address. Several servers of one machine may share group and port by {@code
   * options("SO_REUSEADDR=on")}; each then has all of it. Not with several shards, over which the
   * kernel would not spread a group's datagrams.
   *
   * @param groups such as {@code MulticastGroup.of("239.7.7.7")}; replaces those before
   * @return the new recipe
   */
  public UdpServer join(MulticastGroup... groups) {
    return new UdpServer(recipe.datagrams(recipe.datagrams().groups(List.of(groups))));
  }

  /**
   * With several sockets per endpoint, over which the kernel spreads peers. Each has a loop of its
   * own. A port that is taken is an error either way.
   *
   * @param number 1 to 1024, of use up to the number of processors; 1 by default
   * @return the new recipe
   */
  public UdpServer shards(int number) {
    return new UdpServer(recipe.placement(p -> p.shards(number)));
  }

  /**
   * With loops that others use too. Without, a server makes its own, one per processor or shard,
   * and ends them when it has closed.
   *
   * @param loops which the caller closes, after the server
   * @return the new recipe
   */
  public UdpServer loops(Loops loops) {
    return new UdpServer(recipe.placement(p -> p.loops(loops)));
  }

  /**
   * With each of the server's own loops bound to a processor of its own, of those that the process
   * may use; where there are fewer processors than loops, they take turns. The kernel is asked
   * afterwards where the loops are, and {@link Server#shards()} tells. Loops that are given have to
   * be {@linkplain Loops#pinned(int, String) pinned} already.
   *
   * @return the new recipe
   */
  public UdpServer pinned() {
    return new UdpServer(recipe.placement(Placement::makePinned));
  }

  /**
   * With each datagram taken by the shard whose loop runs on the processor that received it, so
   * that it stays there. Needs two shards or more, each with a pinned loop on a processor of its
   * own. It helps where the network card spreads its interrupts over these processors, and
   * unbalances the shards where it does not: see the counters of {@link Server#shards()}.
   *
   * @return the new recipe, which does not start where the kernel or the transport cannot
   */
  public UdpServer steered() {
    return new UdpServer(recipe.placement(Placement::makeSteered));
  }

  /**
   * With other limits, of which datagrams have {@link Limits#outbound(int)}, and {@link
   * Limits#allow} and {@link Limits#deny}: a datagram of an address that may not send any is
   * dropped and counted before any handler sees it. {@link Sessions} bound sessions.
   *
   * @param limits {@link Limits#defaults()} by default
   * @return the new recipe, which does not start with any {@linkplain Limits#ofConnections limit of
   *     connections}
   */
  public UdpServer limits(Limits limits) {
    return new UdpServer(recipe.limits(limits));
  }

  /**
   * With meters in a registry, until the server has closed.
   *
   * @param registry any
   * @return the new recipe
   */
  public UdpServer metrics(MeterRegistry registry) {
    return new UdpServer(recipe.metrics(registry));
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
