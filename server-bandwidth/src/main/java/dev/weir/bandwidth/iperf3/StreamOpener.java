package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.server.TcpClient;
import dev.weir.server.UdpClient;
import dev.weir.server.bulk.Bulk;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Opens a client's data streams strictly one after another: the server tells their roles by the
 * order in which they come. Loop of the test only, except where it is said.
 */
final class StreamOpener {

  private static final int MOST_PORT = 0xffff;

  private final ClientSettings settings;
  private final TestParameters parameters;
  private final Cookie cookie;
  private final InetSocketAddress server;
  private final Optional<InetAddress> local;
  private final Consumer<SocketBuffers> unconnected;
  private final List<DataSocket> sockets = new ArrayList<>();
  private Optional<FlowKnock> knocking = Optional.empty();
  private boolean closed;

  /**
   * Nothing opened yet; both addresses are those of the control connection.
   *
   * @param unconnected told the buffers of each socket before it is connected, on the socket's loop
   */
  StreamOpener(
      ClientSettings settings,
      TestParameters parameters,
      Cookie cookie,
      InetSocketAddress server,
      Optional<InetAddress> local,
      Consumer<SocketBuffers> unconnected) {
    this.unconnected = unconnected;
    this.settings = settings;
    this.parameters = parameters;
    this.cookie = cookie;
    this.server = server;
    this.local = local;
  }

  List<DataSocket> sockets() {
    return List.copyOf(sockets);
  }

  boolean complete() {
    return sockets.size() == parameters.streams();
  }

  /**
   * Opens the next one.
   *
   * @return completed on the stream's loop
   */
  CompletableFuture<DataSocket> next() {
    Optional<InetSocketAddress> from = from(sockets.size());
    return parameters.protocol() == Protocol.TCP ? tcp(from) : udp(from);
  }

  /** False where it came too late. */
  boolean add(DataSocket socket) {
    if (closed) {
      socket.channel().close();
      return false;
    }
    sockets.add(socket);
    return true;
  }

  /** The server has all streams: a reply that is still waited for was lost. */
  void accepted() {
    knocking.ifPresent(FlowKnock::answered);
  }

  void close() {
    closed = true;
    knocking.ifPresent(FlowKnock::giveUp);
    sockets.forEach(socket -> socket.channel().close());
  }

  private Optional<InetSocketAddress> from(int index) {
    if (settings.sockets().firstPort().isPresent()) {
      // What goes beyond the last port is any port, as with the original.
      int port = settings.sockets().firstPort().getAsInt() + index & MOST_PORT;
      return Optional.of(
          settings
              .sockets()
              .local()
              .map(address -> new InetSocketAddress(address.getAddress(), port))
              .orElseGet(() -> new InetSocketAddress(local.orElseThrow(), port)));
    }
    return settings.sockets().local();
  }

  private Endpoint endpoint(Scheme scheme) {
    Endpoint plain =
        new Endpoint(scheme, NetUtil.toAddressString(server.getAddress()), server.getPort());
    return parameters.flag(Parameter.MPTCP) && scheme == Scheme.TCP ? plain.multipath(true) : plain;
  }

  private CompletableFuture<DataSocket> tcp(Optional<InetSocketAddress> from) {
    TcpClient client =
        TcpClient.to(endpoint(Scheme.TCP))
            .loops(settings.loops())
            .pipeline(stages ->
                stages.last("data", () -> new DataSetUp(parameters, server, unconnected)));
    return settings.sockets().data(client, from).connect().thenCompose(channel -> greet(channel));
  }

  /** The next stream may come only when the server can know of this one. */
  private CompletableFuture<DataSocket> greet(Channel channel) {
    // A read that was asked for already would take the first bytes of a server that sends.
    Bulk.hold(channel);
    ByteBuf name = channel.alloc().buffer(Cookie.LENGTH);
    cookie.write(name);
    CompletableFuture<DataSocket> greeted = new CompletableFuture<>();
    channel
        .writeAndFlush(name)
        .addListener(sent -> {
          if (sent.isSuccess()) {
            describe(channel, greeted);
          } else {
            channel.close();
            greeted.completeExceptionally(new TestFailure(ErrorCode.SEND_COOKIE));
          }
        });
    return greeted;
  }

  private void describe(Channel channel, CompletableFuture<DataSocket> into) {
    try {
      into.complete(DataSocket.prepare(channel, parameters, false));
    } catch (TestFailure failure) {
      channel.close();
      into.completeExceptionally(failure);
    }
  }

  private CompletableFuture<DataSocket> udp(Optional<InetSocketAddress> from) {
    FlowKnock knock = new FlowKnock();
    knocking = Optional.of(knock);
    UdpClient client =
        UdpClient.to(endpoint(Scheme.UDP))
            .loops(settings.loops())
            .pipeline(stages ->
                stages
                    .last("knock", () -> knock)
                    .last("data", () -> new DataSetUp(parameters, server, unconnected)));
    return settings
        .sockets()
        .data(client, from)
        .connect()
        .thenCompose(knock::knock)
        .thenCompose(this::described);
  }

  private CompletableFuture<DataSocket> described(Channel channel) {
    CompletableFuture<DataSocket> described = new CompletableFuture<>();
    describe(channel, described);
    return described;
  }
}
