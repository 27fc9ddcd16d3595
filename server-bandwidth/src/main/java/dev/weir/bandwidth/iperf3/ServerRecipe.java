package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextStyle;
import dev.weir.server.Loops;
import dev.weir.server.endpoint.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What was chosen of a server. Never changed once it belongs to an {@link Iperf3Server}. */
final class ServerRecipe {

  final Endpoint endpoint;
  String name = "iperf3";
  Iperf3Limits limits = Iperf3Limits.defaults();
  double interval = 1;
  Optional<TextStyle> output = Optional.of(TextStyle.PLAIN);
  Supplier<TestEvents> listeners = () -> new TestEvents() {};
  Optional<Loops> loops = Optional.empty();
  Optional<MeterRegistry> registry = Optional.empty();
  ServerSockets made = ServerSockets.DEFAULT;
  Optional<Access> access = Optional.empty();
  Optional<Path> file = Optional.empty();

  ServerRecipe(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  ServerRecipe(ServerRecipe other) {
    this(other.endpoint);
    name = other.name;
    limits = other.limits;
    interval = other.interval;
    output = other.output;
    listeners = other.listeners;
    loops = other.loops;
    registry = other.registry;
    made = other.made;
    access = other.access;
    file = other.file;
  }
}
