package dev.weir.bandwidth.iperf3;

import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server makes its sockets.
 *
 * @param device the network device of all sockets
 * @param sendTimeout how long sent data may stay unacknowledged
 * @param keepAlive of control connections
 * @param trace told what is said on control connections
 */
record ServerSockets(
    Optional<String> device,
    Optional<Duration> sendTimeout,
    KeepAlive keepAlive,
    Optional<Trace> trace) {

  /** A client that is gone is noticed after a minute. */
  static final ServerSockets DEFAULT =
      new ServerSockets(
          Optional.empty(), Optional.empty(), new KeepAlive(30, 10, 3), Optional.empty());

  ServerSockets device(String other) {
    return new ServerSockets(Optional.of(other), sendTimeout, keepAlive, trace);
  }

  ServerSockets sendTimeout(Duration other) {
    return new ServerSockets(device, Optional.of(other), keepAlive, trace);
  }

  ServerSockets keepAlive(KeepAlive other) {
    return new ServerSockets(device, sendTimeout, other, trace);
  }

  ServerSockets trace(Trace other) {
    return new ServerSockets(device, sendTimeout, keepAlive, Optional.of(other));
  }

  /** The listener of connections, which inherit. */
  SocketOptions tcp() {
    SocketOptions tcp = udp().with(OptionCatalogue.TCP_NODELAY, true);
    return sendTimeout.map(time -> tcp.with(OptionCatalogue.TCP_USER_TIMEOUT, time)).orElse(tcp);
  }

  /** The socket of datagrams. */
  SocketOptions udp() {
    SocketOptions none = SocketOptions.none();
    return device.map(name -> none.with(OptionCatalogue.SO_BINDTODEVICE, name)).orElse(none);
  }
}
