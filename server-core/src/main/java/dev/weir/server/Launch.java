package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionReport;
import dev.weir.server.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
