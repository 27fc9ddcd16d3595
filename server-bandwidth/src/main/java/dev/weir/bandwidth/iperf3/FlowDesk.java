package dev.weir.bandwidth.iperf3;

import dev.weir.server.connection.Datagram;
import dev.weir.server.connection.DatagramHandler;
import dev.weir.server.connection.Replies;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes the hellos that arrive at a server's UDP port to the tests they belong to, and makes each
 * flow a socket of its own. Any thread.
 */
final class FlowDesk implements DatagramHandler {

  private final UdpTurns turns = new UdpTurns();
  private final LongAdder dropped = new LongAdder();
  private final FlowSockets sockets;

  FlowDesk(FlowSockets sockets) {
    this.sockets = sockets;
  }

  UdpTurns turns() {
    return turns;
  }

  /** Datagrams that belong to no test. */
  long dropped() {
    return dropped.sum();
  }

  @Override
  public void received(Datagram datagram, Replies replies) {
    received((InetSocketAddress) datagram.sender(), datagram.payload());
  }

  private void received(InetSocketAddress sender, ByteBuf payload) {
    Optional<ServerSession> session =
        Hello.isHello(payload) ? turns.current(sender.getAddress()) : Optional.empty();
    session.ifPresentOrElse(each -> each.hello(sender), dropped::increment);
  }

  /**
   * Makes a flow its socket. Until a new socket is connected it gets what is meant for others: such
   * datagrams are taken to where they belong.
   *
   * @return completed on the socket's loop
   */
  CompletableFuture<Channel> open(InetAddress local, InetSocketAddress peer) {
    return sockets.open(local, peer, stray -> stray(stray, peer));
  }

  private void stray(DatagramPacket packet, InetSocketAddress peer) {
    if (!packet.sender().equals(peer)) {
      received(packet.sender(), packet.content());
    }
    packet.release();
  }
}
