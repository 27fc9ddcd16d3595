package dev.weir.it.benchmark.run;

import java.util.List;

/**
 * What every row needs to start its variants.
 *
 * @param places where things are
 * @param cpus who runs where
 * @param user Weir as a user starts it
 */
record Bench(Places places, Cpus cpus, UserCommand user) {

  /** {@code weir} with these words, on the servers' processor. */
  List<String> weir(String... words) {
    return Words.join(cpus.onServer(), user.weir(words));
  }

  /** One of the servers that are only measured, written with Weir's API. */
  List<String> own(String kind, Port port) {
    return Words.join(
        cpus.onServer(),
        user.other(places.jars(), "dev.weir.it.benchmark.server.BenchmarkServer"),
        List.of(kind, "--port", Integer.toString(port.number())));
  }

  /** A server in C. */
  List<String> c(String name, Port port, String... more) {
    return Words.join(
        cpus.onServer(),
        List.of(places.compiled(name).toString(), "--port", Integer.toString(port.number())),
        List.of(more));
  }

  /** A server of another framework, with the same Java and flags. */
  List<String> peer(String main, Port port) {
    List<String> line =
        new java.util.ArrayList<>(user.other(places.jars(), "dev.weir.it.benchmark.peer." + main));
    line.set(line.size() - 2, places.peers());
    return Words.join(cpus.onServer(), line, List.of("--port", Integer.toString(port.number())));
  }

  /** A load generator, on the load's processor. */
  List<String> load(String name, Port port, double seconds, String... more) {
    return Words.join(
        cpus.onClient(),
        List.of(places.compiled(name).toString(), "--host", "127.0.0.1"),
        List.of("--port", Integer.toString(port.number()), "--seconds", Double.toString(seconds)),
        List.of(more));
  }
}
