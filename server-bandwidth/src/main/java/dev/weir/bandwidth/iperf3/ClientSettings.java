package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.Loops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a client is to do.
 *
 * @param server the server as typed
 * @param parameters what the server is asked for
 * @param interval seconds between two reports, 0 for none but the last
 * @param events told the test's story
 * @param sockets how the connections are made
 * @param receiveTimeout how long a test that should receive data may receive none
 * @param credentials who the client says it is
 * @param file what a sender reads and a receiver writes, instead of random bytes
 * @param trace told what is said on the control connection
 * @param probe told round trips of a probe, which the last stream that this end sends on carries
 *     instead of data; in a bidirectional test all of them
 * @param loops on which everything runs
 */
record ClientSettings(
    HostPort server,
    TestParameters parameters,
    double interval,
    TestEvents events,
    ClientSockets sockets,
    Duration receiveTimeout,
    Optional<Credentials> credentials,
    Optional<Path> file,
    Optional<Trace> trace,
    Optional<Consumer<Duration>> probe,
    Loops loops) {

  static ClientSettings of(HostPort server, TestParameters parameters, Loops loops) {
    return new ClientSettings(
        server,
        parameters,
        1,
        new TestEvents() {},
        ClientSockets.DEFAULT,
        Duration.ofMinutes(2),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        loops);
  }

  ClientSettings parameters(TestParameters other) {
    return new ClientSettings(
        server,
        other,
        interval,
        events,
        sockets,
        receiveTimeout,
        credentials,
        file,
        trace,
        probe,
        loops);
  }

  ClientSettings interval(double other) {
    return new ClientSettings(
        server,
        parameters,
        other,
        events,
        sockets,
        receiveTimeout,
        credentials,
        file,
        trace,
        probe,
        loops);
  }

  ClientSettings events(TestEvents other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        other,
        sockets,
        receiveTimeout,
        credentials,
        file,
        trace,
        probe,
        loops);
  }

  ClientSettings sockets(ClientSockets other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        other,
        receiveTimeout,
        credentials,
        file,
        trace,
        probe,
        loops);
  }

  ClientSettings receiveTimeout(Duration other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        sockets,
        other,
        credentials,
        file,
        trace,
        probe,
        loops);
  }

  ClientSettings credentials(Credentials other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        sockets,
        receiveTimeout,
        Optional.of(other),
        file,
        trace,
        probe,
        loops);
  }

  ClientSettings file(Path other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        sockets,
        receiveTimeout,
        credentials,
        Optional.of(other),
        trace,
        probe,
        loops);
  }

  ClientSettings loops(Loops other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        sockets,
        receiveTimeout,
        credentials,
        file,
        trace,
        probe,
        other);
  }

  ClientSettings trace(Trace other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        sockets,
        receiveTimeout,
        credentials,
        file,
        Optional.of(other),
        probe,
        loops);
  }

  ClientSettings probe(Consumer<Duration> other) {
    return new ClientSettings(
        server,
        parameters,
        interval,
        events,
        sockets,
        receiveTimeout,
        credentials,
        file,
        trace,
        Optional.of(other),
        loops);
  }
}
