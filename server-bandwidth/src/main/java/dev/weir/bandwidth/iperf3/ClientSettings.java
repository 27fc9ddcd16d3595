package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.Loops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What a client is to do. Immutable: every setter gives a new one. */
final class ClientSettings {

  /** Never changed once it belongs to settings. */
  private static final class Draft {
    HostPort server;
    TestParameters parameters;
    double interval = 1;
    TestEvents events = new TestEvents() {};
    ClientSockets sockets = ClientSockets.DEFAULT;
    Duration receiveTimeout = Duration.ofMinutes(2);
    Duration answerTimeout = Duration.ofSeconds(30);
    Duration queueTimeout = Duration.ofHours(1);
    Optional<Credentials> credentials = Optional.empty();
    Optional<Path> file = Optional.empty();
    Optional<Trace> trace = Optional.empty();
    Optional<Consumer<Duration>> probe = Optional.empty();
    Loops loops;

    Draft(HostPort server, TestParameters parameters, Loops loops) {
      this.server = server;
      this.parameters = parameters;
      this.loops = loops;
    }

    Draft(Draft other) {
      this(other.server, other.parameters, other.loops);
      interval = other.interval;
      events = other.events;
      sockets = other.sockets;
      receiveTimeout = other.receiveTimeout;
      answerTimeout = other.answerTimeout;
      queueTimeout = other.queueTimeout;
      credentials = other.credentials;
      file = other.file;
      trace = other.trace;
      probe = other.probe;
    }
  }

  private final Draft values;

  private ClientSettings(Draft values) {
    this.values = values;
  }

  static ClientSettings of(HostPort server, TestParameters parameters, Loops loops) {
    return new ClientSettings(new Draft(server, parameters, loops));
  }

  private ClientSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(values);
    change.accept(draft);
    return new ClientSettings(draft);
  }

  /** The server as typed. */
  HostPort server() {
    return values.server;
  }

  /** What the server is asked for. */
  TestParameters parameters() {
    return values.parameters;
  }

  ClientSettings parameters(TestParameters other) {
    return with(draft -> draft.parameters = other);
  }

  /** Seconds between two reports, 0 for none but the last. */
  double interval() {
    return values.interval;
  }

  ClientSettings interval(double other) {
    return with(draft -> draft.interval = other);
  }

  /** Told the test's story. */
  TestEvents events() {
    return values.events;
  }

  ClientSettings events(TestEvents other) {
    return with(draft -> draft.events = other);
  }

  /** How the connections are made. */
  ClientSockets sockets() {
    return values.sockets;
  }

  ClientSettings sockets(ClientSockets other) {
    return with(draft -> draft.sockets = other);
  }

  /** How long a test that should receive data may receive none. */
  Duration receiveTimeout() {
    return values.receiveTimeout;
  }

  ClientSettings receiveTimeout(Duration other) {
    return with(draft -> draft.receiveTimeout = other);
  }

  /** How long the server may take for an answer. */
  Duration answerTimeout() {
    return values.answerTimeout;
  }

  ClientSettings answerTimeout(Duration other) {
    return with(draft -> draft.answerTimeout = other);
  }

  /** How long the server may let this end wait for its turn. */
  Duration queueTimeout() {
    return values.queueTimeout;
  }

  ClientSettings queueTimeout(Duration other) {
    return with(draft -> draft.queueTimeout = other);
  }

  /** Who the client says it is. */
  Optional<Credentials> credentials() {
    return values.credentials;
  }

  ClientSettings credentials(Credentials other) {
    return with(draft -> draft.credentials = Optional.of(other));
  }

  /** What a sender reads and a receiver writes, instead of random bytes. */
  Optional<Path> file() {
    return values.file;
  }

  ClientSettings file(Path other) {
    return with(draft -> draft.file = Optional.of(other));
  }

  /** Told what is said on the control connection. */
  Optional<Trace> trace() {
    return values.trace;
  }

  ClientSettings trace(Trace other) {
    return with(draft -> draft.trace = Optional.of(other));
  }

  /**
   * Told round trips of a probe, which the last stream that this end sends on carries instead of
   * data; in a bidirectional test all of them.
   */
  Optional<Consumer<Duration>> probe() {
    return values.probe;
  }

  ClientSettings probe(Consumer<Duration> other) {
    return with(draft -> draft.probe = Optional.of(other));
  }

  /** On which everything runs. */
  Loops loops() {
    return values.loops;
  }

  ClientSettings loops(Loops other) {
    return with(draft -> draft.loops = other);
  }
}
