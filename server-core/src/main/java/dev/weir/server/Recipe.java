package dev.weir.server;

import dev.weir.server.connection.Limits;
import dev.weir.server.datagram.DatagramSettings;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/** What TCP and UDP servers are made of. */
record Recipe(
    Scheme scheme,
    String name,
    List<Endpoint> endpoints,
    SocketOptions options,
    Pipeline pipeline,
    int shards,
    Optional<Loops> loops,
    Limits limits,
    Optional<MeterRegistry> registry,
    DatagramSettings datagrams) {

  static Recipe of(Scheme scheme, List<Endpoint> endpoints, Pipeline pipeline) {
    return new Recipe(
        scheme,
        scheme.text(),
        endpoints,
        SocketOptions.none(),
        pipeline,
        1,
        Optional.empty(),
        Limits.defaults(),
        Optional.empty(),
        DatagramSettings.defaults());
  }

  Recipe {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints: none (expected: at least one)");
    }
    for (Endpoint endpoint : endpoints) {
      requireScheme(endpoint, scheme);
    }
    if (shards < 1 || shards > 1024) {
      throw new IllegalArgumentException("shards: %d (expected: 1 to 1024)".formatted(shards));
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: blank (expected: a word, such as echo)");
    }
  }

  static void requireScheme(Endpoint endpoint, Scheme scheme) {
    if (endpoint.scheme() != scheme) {
      throw new IllegalArgumentException(
          "endpoint: %s (expected: %s://...); use the recipe of %s"
              .formatted(endpoint, scheme.text(), endpoint.scheme().text()));
    }
  }

  Recipe name(String other) {
    return new Recipe(
        scheme, other, endpoints, options, pipeline, shards, loops, limits, registry, datagrams);
  }

  Recipe options(SocketOptions other) {
    return new Recipe(
        scheme, name, endpoints, other, pipeline, shards, loops, limits, registry, datagrams);
  }

  Recipe pipeline(Pipeline other) {
    return new Recipe(
        scheme, name, endpoints, options, other, shards, loops, limits, registry, datagrams);
  }

  Recipe shards(int other) {
    return new Recipe(
        scheme, name, endpoints, options, pipeline, other, loops, limits, registry, datagrams);
  }

  Recipe loops(Loops other) {
    return new Recipe(
        scheme,
        name,
        endpoints,
        options,
        pipeline,
        shards,
        Optional.of(other),
        limits,
        registry,
        datagrams);
  }

  Recipe limits(Limits other) {
    return new Recipe(
        scheme, name, endpoints, options, pipeline, shards, loops, other, registry, datagrams);
  }

  Recipe metrics(MeterRegistry other) {
    return new Recipe(
        scheme,
        name,
        endpoints,
        options,
        pipeline,
        shards,
        loops,
        limits,
        Optional.of(other),
        datagrams);
  }

  Recipe datagrams(DatagramSettings other) {
    return new Recipe(
        scheme, name, endpoints, options, pipeline, shards, loops, limits, registry, other);
  }
}
