package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionReport;
import dev.weir.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server: all sockets or none. Until all are bound and listening, nobody is served. */
final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  private final Recipe recipe;
  private final List<BoundShard> bound = new ArrayList<>();
  private final List<OptionReport> reports = new ArrayList<>();

  Launch(Recipe recipe) {
    this.recipe = recipe;
  }

  Server start() {
    Loops loops = recipe.placement().open(recipe.name());
    if (loops.inside()) {
      throw new IllegalStateException("start: on a loop (expected: on a thread that may block)");
    }
    try {
      recipe.placement().require(loops);
      requireLimits();
      ConnectedSessions.require(recipe, loops.kind());
      bind(loops.kind());
      RunningServer server = new RunningServer(recipe, loops, bound, reports);
      server.serve();
      report(server, loops);
      return server;
    } catch (RuntimeException | Error failed) {
      abandon(loops);
      throw failed;
    }
  }

  private void requireLimits() {
    if (recipe.scheme() == Scheme.UDP) {
      try {
        recipe.limits().requireForDatagrams();
      } catch (IllegalArgumentException strange) {
        throw new StartException(strange);
      }
    }
  }

  private void bind(Transport transport) {
    List<EndpointOptions> options = new ArrayList<>();
    for (Endpoint endpoint : recipe.endpoints()) {
      Binder binder = new Binder(recipe, transport, endpoint);
      int first = bound.size();
      binder.bind(bound::add);
      options.add(EndpointOptions.of(recipe, transport, binder, bound.get(first)));
    }
    bound.forEach(Launch::listen);
    options.stream().flatMap(EndpointOptions::report).forEach(reports::add);
  }

  private static void listen(BoundShard shard) {
    try {
      shard.socket().listen();
    } catch (IOException refused) {
      Endpoint endpoint = shard.endpoint();
      String why = Remedy.of(endpoint, Site.unresolved(endpoint), refused);
      throw new StartException(shard.asked(), "cannot listen: " + why, refused);
    }
  }

  private void report(RunningServer server, Loops loops) {
    LOG.info(
        "{}: serving {} on {}, {} loops{}, {} shards{}",
        recipe.name(),
        server.endpoints(),
        loops.transport(),
        loops.threads(),
        loops.processors().isEmpty() ? "" : " pinned to processors " + loops.processors(),
        recipe.shards(),
        recipe.placement().steered() ? " steered by processor" : "");
    reports.stream().filter(OptionReport::changed).forEach(r -> LOG.warn("{}", r));
    lacking(server.endpoints(), loops).ifPresent(lack -> LOG.warn("{}: {}", recipe.name(), lack));
  }

  /** What a server of datagrams does without where Java's sockets cannot tell. */
  static Optional<String> lacking(List<Endpoint> endpoints, Loops loops) {
    if (!loops.transport().equals("nio") || !endpoints.getFirst().scheme().datagrams()) {
      return Optional.empty();
    }
    String errors = "the NIO transport hears of no ICMP errors";
    return endpoints.stream().anyMatch(Launch::everywhere)
        ? Optional.of(
            errors
                + ", and answers from the address that the kernel picks, not the one that was"
                + " asked; name an address to listen at, or use epoll")
        : Optional.of(errors + "; epoll does");
  }

  private static boolean everywhere(Endpoint endpoint) {
    InetSocketAddress address = endpoint.address();
    return !address.isUnresolved() && address.getAddress().isAnyLocalAddress();
  }

  private void abandon(Loops loops) {
    for (BoundShard shard : bound) {
      try {
        shard.socket().close();
      } catch (IOException refused) {
        LOG.debug("{}: close: {}", shard.endpoint(), refused.toString());
      }
    }
    if (recipe.placement().loops().isEmpty()) {
      loops.close();
    }
  }
}
