package dev.weir.server;

import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Placement;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.ClientMeters;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What TCP and UDP clients are made of. */
record ClientRecipe(
    String name,
    Endpoint endpoint,
    SocketOptions options,
    Pipeline pipeline,
    Optional<InetSocketAddress> local,
    Duration connectTimeout,
    Optional<Loops> loops,
    Limits limits,
    Optional<MeterRegistry> registry) {

  static ClientRecipe of(Endpoint endpoint, Pipeline pipeline) {
    return new ClientRecipe(
        endpoint.scheme().text(),
        endpoint,
        SocketOptions.none(),
        pipeline,
        Optional.empty(),
        Duration.ofSeconds(10),
        Optional.empty(),
        Limits.defaults(),
        Optional.empty());
  }

  ClientRecipe {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: blank (expected: a word, such as backend)");
    }
    boolean inRange =
        connectTimeout.isPositive() && connectTimeout.compareTo(Duration.ofDays(1)) <= 0;
    if (!inRange) {
      throw new IllegalArgumentException(
          "connect time-out: %s (expected: above PT0S, to PT24H)".formatted(connectTimeout));
    }
    requireTarget(endpoint);
    if (local.isPresent() && !endpoint.scheme().internet()) {
      throw new IllegalArgumentException(
          "local address: %s (expected: none, to %s)".formatted(local.get(), endpoint));
    }
  }

  private static void requireTarget(Endpoint endpoint) {
    boolean place = !endpoint.dualStack() && endpoint.port() != 0 && endpoint.ports().single();
    if (endpoint.scheme() == Scheme.FD || (endpoint.scheme().internet() && !place)) {
      throw new IllegalArgumentException(
          "endpoint: %s (expected: a host and a port to connect to, or a Unix socket)"
              .formatted(endpoint));
    }
    if (!endpoint.scheme().internet() && !endpoint.unlisted() && rights(endpoint)) {
      throw new IllegalArgumentException(
          "endpoint: %s (expected: no mode, owner or group, which are the server's)"
              .formatted(endpoint));
    }
  }

  private static boolean rights(Endpoint endpoint) {
    return !endpoint.placement().equals(Placement.NONE);
  }

  ClientRecipe name(String other) {
    return new ClientRecipe(
        other, endpoint, options, pipeline, local, connectTimeout, loops, limits, registry);
  }

  ClientRecipe metrics(MeterRegistry other) {
    return new ClientRecipe(
        name,
        endpoint,
        options,
        pipeline,
        local,
        connectTimeout,
        loops,
        limits,
        Optional.of(other));
  }

  /** Registers them where they are not yet. */
  Optional<ClientMeters> meters() {
    return registry.map(
        asked -> ClientMeters.of(asked, name, endpoint.toString(), endpoint.scheme().datagrams()));
  }

  ClientRecipe options(SocketOptions other) {
    return new ClientRecipe(
        name, endpoint, other, pipeline, local, connectTimeout, loops, limits, registry);
  }

  ClientRecipe pipeline(Pipeline other) {
    return new ClientRecipe(
        name, endpoint, options, other, local, connectTimeout, loops, limits, registry);
  }

  ClientRecipe local(InetSocketAddress other) {
    return new ClientRecipe(
        name,
        endpoint,
        options,
        pipeline,
        Optional.of(other),
        connectTimeout,
        loops,
        limits,
        registry);
  }

  ClientRecipe connectTimeout(Duration other) {
    return new ClientRecipe(
        name, endpoint, options, pipeline, local, other, loops, limits, registry);
  }

  ClientRecipe loops(Loops other) {
    return new ClientRecipe(
        name,
        endpoint,
        options,
        pipeline,
        local,
        connectTimeout,
        Optional.of(other),
        limits,
        registry);
  }

  ClientRecipe limits(Limits other) {
    return new ClientRecipe(
        name, endpoint, options, pipeline, local, connectTimeout, loops, other, registry);
  }
}
