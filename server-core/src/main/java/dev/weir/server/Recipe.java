package dev.weir.server;

import dev.weir.server.connection.Limits;
import dev.weir.server.datagram.DatagramSettings;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What TCP and UDP servers are made of. */
record Recipe(
    Scheme scheme,
    String name,
    List<Endpoint> endpoints,
    SocketOptions options,
    Pipeline pipeline,
    Placement placement,
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
        Placement.USUAL,
        Limits.defaults(),
        Optional.empty(),
        DatagramSettings.defaults());
  }

  Recipe {
    endpoints = endpoints.stream().flatMap(Endpoint::each).toList();
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints: none (expected: at least one)");
    }
    for (Endpoint endpoint : endpoints) {
      requireScheme(endpoint, scheme);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: blank (expected: a word, such as echo)");
    }
  }

  static void requireScheme(Endpoint endpoint, Scheme scheme) {
    if (!endpoint.scheme().fits(scheme)) {
      String expected =
          Arrays.stream(Scheme.values())
              .filter(s -> s.fits(scheme))
              .map(s -> s.text() + "://...")
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "endpoint: %s (expected: %s); use the recipe of %s"
              .formatted(endpoint, expected, endpoint.scheme().text()));
    }
  }

  Recipe name(String other) {
    return new Recipe(
        scheme, other, endpoints, options, pipeline, placement, limits, registry, datagrams);
  }

  Recipe options(SocketOptions other) {
    return new Recipe(
        scheme, name, endpoints, other, pipeline, placement, limits, registry, datagrams);
  }

  Recipe pipeline(Pipeline other) {
    return new Recipe(
        scheme, name, endpoints, options, other, placement, limits, registry, datagrams);
  }

  Recipe placement(UnaryOperator<Placement> change) {
    Placement other = change.apply(placement);
    return new Recipe(
        scheme, name, endpoints, options, pipeline, other, limits, registry, datagrams);
  }

  int shards() {
    return placement.shards();
  }

  Recipe limits(Limits other) {
    return new Recipe(
        scheme, name, endpoints, options, pipeline, placement, other, registry, datagrams);
  }

  Recipe metrics(MeterRegistry other) {
    return new Recipe(
        scheme,
        name,
        endpoints,
        options,
        pipeline,
        placement,
        limits,
        Optional.of(other),
        datagrams);
  }

  Recipe datagrams(DatagramSettings other) {
    return new Recipe(
        scheme, name, endpoints, options, pipeline, placement, limits, registry, other);
  }
}
