package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextStyle;
import dev.weir.server.Loops;
import dev.weir.server.StartException;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A recipe for iperf3 servers: any number of tests at the same time, TCP and UDP, on one port.
 * Immutable: every method gives a new recipe, and one recipe may start many servers.
 *
 * <pre>{@code
 * try (RunningIperf3Server server = Iperf3Server.on("tcp://:5201").start()) {
 *   server.awaitClosed();
 * }
 * }</pre>
 */
public final class Iperf3Server {

  /** The port of iperf3 where nobody chose one. */
  public static final int PORT = 5201;

  private static final double LONGEST_INTERVAL = 60;

  private final ServerRecipe values;

  private Iperf3Server(ServerRecipe values) {
    this.values = values;
  }

  private Iperf3Server with(Consumer<ServerRecipe> change) {
    ServerRecipe draft = new ServerRecipe(values);
    change.accept(draft);
    return new Iperf3Server(draft);
  }

  /**
   * A server at an address, for TCP and UDP at the same port.
   *
   * @param endpoint such as {@code tcp://:5201}; port 0 lets the system choose
   * @return the recipe
   * @throws IllegalArgumentException where it is no TCP endpoint
   */
  public static Iperf3Server on(String endpoint) {
    return on(Endpoint.parse(endpoint));
  }

  /**
   * A server at an address, for TCP and UDP at the same port.
   *
   * @param endpoint of TCP; port 0 lets the system choose
   * @return the recipe
   * @throws IllegalArgumentException where it is no TCP endpoint
   */
  public static Iperf3Server on(Endpoint endpoint) {
    if (endpoint.scheme() != Scheme.TCP) {
      throw new IllegalArgumentException(
          "endpoint: " + endpoint + " (expected: tcp://...); UDP is served at the same port");
    }
    if (!endpoint.ports().single() || endpoint.placement().netns().isPresent()) {
      throw new IllegalArgumentException(
          "endpoint: %s (expected: one port, in the process's own namespace, where the sockets of UDP streams are made); start one server for each"
              .formatted(endpoint));
    }
    return new Iperf3Server(new ServerRecipe(endpoint));
  }

  /**
   * With another name.
   *
   * @param other that metrics carry; {@code iperf3} by default
   * @return the new recipe
   */
  public Iperf3Server name(String other) {
    return with(draft -> draft.name = other);
  }

  /**
   * With other limits.
   *
   * @param other {@link Iperf3Limits#defaults()} by default
   * @return the new recipe
   */
  public Iperf3Server limits(Iperf3Limits other) {
    return with(draft -> draft.limits = other);
  }

  /**
   * With another time between two reports of a test.
   *
   * @param seconds 0 for none but the last, or 0.1 to 60; 1 by default
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range
   */
  public Iperf3Server interval(double seconds) {
    if (!(seconds == 0 || (seconds >= 0.1 && seconds <= LONGEST_INTERVAL))) {
      throw new IllegalArgumentException(
          "interval: " + seconds + " (expected: 0, or 0.1 to 60 seconds)");
    }
    return with(draft -> draft.interval = seconds);
  }

  /**
   * With JSON instead of text for clients that ask for the server's output.
   *
   * @return the new recipe
   */
  public Iperf3Server jsonOutput() {
    return with(draft -> draft.output = Optional.empty());
  }

  /**
   * With another look of the text for clients that ask for the server's output.
   *
   * @param style {@link TextStyle#PLAIN} by default
   * @return the new recipe
   */
  public Iperf3Server textOutput(TextStyle style) {
    return with(draft -> draft.output = Optional.of(style));
  }

  /**
   * With somebody who is told the story of each test.
   *
   * @param each called for every test once its parameters are agreed; called, and its result used,
   *     on loops, which it must not block
   * @return the new recipe
   */
  public Iperf3Server tests(Supplier<TestEvents> each) {
    return with(draft -> draft.listeners = each);
  }

  /**
   * With loops that others use too. Without, a server makes its own, one per processor, and ends
   * them when it has closed.
   *
   * @param shared which the caller closes, after the server
   * @return the new recipe
   */
  public Iperf3Server loops(Loops shared) {
    return with(draft -> draft.loops = Optional.of(shared));
  }

  /**
   * With meters in a registry, until the server has closed.
   *
   * @param meters any
   * @return the new recipe
   */
  public Iperf3Server metrics(MeterRegistry meters) {
    return with(draft -> draft.registry = Optional.of(meters));
  }

  /**
   * With a lock: only users may test, who show a name and a password.
   *
   * @param users who may; everybody by default
   * @return the new recipe
   */
  public Iperf3Server access(Access users) {
    return with(draft -> draft.access = Optional.of(users));
  }

  /**
   * With a file that tests are received into, or sent from, instead of random bytes; they must be
   * of TCP. Tests that run at the same time share it.
   *
   * @param path of this machine; received into, it is made or written over
   * @return the new recipe
   */
  public Iperf3Server file(Path path) {
    return with(draft -> draft.file = Optional.of(path));
  }

  /**
   * With a network device for all connections.
   *
   * @param device such as {@code eth0}; every one by default
   * @return the new recipe
   */
  public Iperf3Server device(String device) {
    return sockets(values.made.device(device));
  }

  /**
   * With a bound on the time that sent data may stay unacknowledged, on all connections.
   *
   * @param longest above 0, in milliseconds; the system's by default
   * @return the new recipe
   */
  public Iperf3Server sendTimeout(Duration longest) {
    return sockets(values.made.sendTimeout(longest));
  }

  /**
   * With other keepalive of control connections, which are silent during a test.
   *
   * @param times 30 seconds, 10 seconds and 3 probes by default
   * @return the new recipe
   */
  public Iperf3Server keepAlive(KeepAlive times) {
    return sockets(values.made.keepAlive(times));
  }

  /**
   * With additional output for whoever looks for a mistake.
   *
   * @param told what is said on control connections
   * @return the new recipe
   */
  public Iperf3Server trace(Trace told) {
    return sockets(values.made.trace(told));
  }

  private Iperf3Server sockets(ServerSockets other) {
    return with(draft -> draft.made = other);
  }

  /**
   * Starts a server. May block on the system's resolver; not for loops.
   *
   * @return the running server
   * @throws StartException where it cannot start; nothing is left open
   */
  public RunningIperf3Server start() {
    return new Startup(values).start();
  }
}
