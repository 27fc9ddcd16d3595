package dev.weir.bandwidth.iperf3;

import dev.weir.server.TcpClient;
import dev.weir.server.UdpClient;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a client makes its sockets.
 *
 * @param connectTimeout for each connection
 * @param local the address to connect from, its port unused
 * @param firstPort the local port of the first data stream; the others follow
 * @param device the network device of all sockets
 * @param sendTimeout how long sent data may stay unacknowledged
 * @param keepAlive of the control connection
 */
record ClientSockets(
    Duration connectTimeout,
    Optional<InetSocketAddress> local,
    OptionalInt firstPort,
    Optional<String> device,
    Optional<Duration> sendTimeout,
    Optional<KeepAlive> keepAlive) {

  static final ClientSockets DEFAULT =
      new ClientSockets(
          Duration.ofSeconds(10),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  ClientSockets connectTimeout(Duration other) {
    return new ClientSockets(other, local, firstPort, device, sendTimeout, keepAlive);
  }

  ClientSockets local(InetSocketAddress other) {
    return new ClientSockets(
        connectTimeout, Optional.of(other), firstPort, device, sendTimeout, keepAlive);
  }

  ClientSockets firstPort(int other) {
    return new ClientSockets(
        connectTimeout, local, OptionalInt.of(other), device, sendTimeout, keepAlive);
  }

  ClientSockets device(String other) {
    return new ClientSockets(
        connectTimeout, local, firstPort, Optional.of(other), sendTimeout, keepAlive);
  }

  ClientSockets sendTimeout(Duration other) {
    return new ClientSockets(
        connectTimeout, local, firstPort, device, Optional.of(other), keepAlive);
  }

  ClientSockets keepAlive(KeepAlive other) {
    return new ClientSockets(
        connectTimeout, local, firstPort, device, sendTimeout, Optional.of(other));
  }

  /** The control connection. */
  TcpClient control(TcpClient client) {
    SocketOptions options = tcp().with(OptionCatalogue.TCP_NODELAY, true);
    TcpClient made =
        client
            .options(keepAlive.map(kept -> kept.on(options)).orElse(options))
            .connectTimeout(connectTimeout);
    return local.map(made::localAddress).orElse(made);
  }

  /** A data connection. */
  TcpClient data(TcpClient client, Optional<InetSocketAddress> from) {
    TcpClient made = client.options(tcp()).connectTimeout(connectTimeout);
    return from.map(made::localAddress).orElse(made);
  }

  /** A flow of datagrams. */
  UdpClient data(UdpClient client, Optional<InetSocketAddress> from) {
    UdpClient made = client.options(all());
    return from.map(made::localAddress).orElse(made);
  }

  private SocketOptions all() {
    SocketOptions none = SocketOptions.none();
    return device.map(name -> none.with(OptionCatalogue.SO_BINDTODEVICE, name)).orElse(none);
  }

  private SocketOptions tcp() {
    SocketOptions all = all();
    return sendTimeout.map(time -> all.with(OptionCatalogue.TCP_USER_TIMEOUT, time)).orElse(all);
  }
}
