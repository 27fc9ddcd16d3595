package dev.weir.bandwidth.load;

import dev.weir.server.Loops;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.Optional;

/** What {@link EchoLoad} collects, checked there. */
record EchoSettings(
    Endpoint server,
    int connections,
    int messageSize,
    int outstanding,
    Duration duration,
    Duration warmUp,
    Duration timeout,
    SocketOptions options,
    Optional<Loops> chosenLoops) {

  static EchoSettings defaults(Endpoint server) {
    return new EchoSettings(
        server,
        50,
        64,
        1,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofMillis(250),
        SocketOptions.none(),
        Optional.empty());
  }

  Loops loops() {
    return chosenLoops.orElseGet(Loops::shared);
  }

  EchoSettings withConnections(int value) {
    return new EchoSettings(
        server, value, messageSize, outstanding, duration, warmUp, timeout, options, chosenLoops);
  }

  EchoSettings withMessageSize(int value) {
    return new EchoSettings(
        server, connections, value, outstanding, duration, warmUp, timeout, options, chosenLoops);
  }

  EchoSettings withOutstanding(int value) {
    return new EchoSettings(
        server, connections, messageSize, value, duration, warmUp, timeout, options, chosenLoops);
  }

  EchoSettings withDuration(Duration value) {
    return new EchoSettings(
        server,
        connections,
        messageSize,
        outstanding,
        value,
        warmUp,
        timeout,
        options,
        chosenLoops);
  }

  EchoSettings withWarmUp(Duration value) {
    return new EchoSettings(
        server,
        connections,
        messageSize,
        outstanding,
        duration,
        value,
        timeout,
        options,
        chosenLoops);
  }

  EchoSettings withTimeout(Duration value) {
    return new EchoSettings(
        server,
        connections,
        messageSize,
        outstanding,
        duration,
        warmUp,
        value,
        options,
        chosenLoops);
  }

  EchoSettings withOptions(SocketOptions value) {
    return new EchoSettings(
        server,
        connections,
        messageSize,
        outstanding,
        duration,
        warmUp,
        timeout,
        value,
        chosenLoops);
  }

  EchoSettings withLoops(Loops value) {
    return new EchoSettings(
        server,
        connections,
        messageSize,
        outstanding,
        duration,
        warmUp,
        timeout,
        options,
        Optional.of(value));
  }
}
