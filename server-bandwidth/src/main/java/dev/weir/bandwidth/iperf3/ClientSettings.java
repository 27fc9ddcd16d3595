package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.Loops;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client is to do.
 *
 * @param host the server as typed
 * @param port the server's
 * @param parameters what the server is asked for
 * @param interval seconds between two reports, 0 for none but the last
 * @param events told the test's story
 * @param connectTimeout for each connection
 * @param receiveTimeout how long a test that should receive data may receive none
 * @param local the address to connect from, its port unused
 * @param clientPort the local port of the first data stream; the others follow
 * @param loops on which everything runs
 */
record ClientSettings(
    String host,
    int port,
    TestParameters parameters,
    double interval,
    TestEvents events,
    Duration connectTimeout,
    Duration receiveTimeout,
    Optional<InetSocketAddress> local,
    OptionalInt clientPort,
    Loops loops) {
  ClientSettings parameters(TestParameters other) {
    return new ClientSettings(
        host,
        port,
        other,
        interval,
        events,
        connectTimeout,
        receiveTimeout,
        local,
        clientPort,
        loops);
  }

  ClientSettings interval(double other) {
    return new ClientSettings(
        host,
        port,
        parameters,
        other,
        events,
        connectTimeout,
        receiveTimeout,
        local,
        clientPort,
        loops);
  }

  ClientSettings events(TestEvents other) {
    return new ClientSettings(
        host,
        port,
        parameters,
        interval,
        other,
        connectTimeout,
        receiveTimeout,
        local,
        clientPort,
        loops);
  }

  ClientSettings connectTimeout(Duration other) {
    return new ClientSettings(
        host, port, parameters, interval, events, other, receiveTimeout, local, clientPort, loops);
  }

  ClientSettings receiveTimeout(Duration other) {
    return new ClientSettings(
        host, port, parameters, interval, events, connectTimeout, other, local, clientPort, loops);
  }

  ClientSettings local(InetSocketAddress other) {
    return new ClientSettings(
        host,
        port,
        parameters,
        interval,
        events,
        connectTimeout,
        receiveTimeout,
        Optional.of(other),
        clientPort,
        loops);
  }

  ClientSettings clientPort(int other) {
    return new ClientSettings(
        host,
        port,
        parameters,
        interval,
        events,
        connectTimeout,
        receiveTimeout,
        local,
        OptionalInt.of(other),
        loops);
  }

  ClientSettings loops(Loops other) {
    return new ClientSettings(
        host,
        port,
        parameters,
        interval,
        events,
        connectTimeout,
        receiveTimeout,
        local,
        clientPort,
        other);
  }
}
