package dev.weir.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Accepting by hand, what a loop has not been told of yet. */
final class NioAccept {
  /** Java's channel of a listener, which Netty keeps to itself. */
  static final AttributeKey<ServerSocketChannel> LISTENER =
      AttributeKey.valueOf(NioAccept.class, "listener");

  private NioAccept() {}

  static Optional<Channel> next(Channel listener) throws IOException {
    SocketChannel accepted = listener.attr(LISTENER).get().accept();
    return Optional.ofNullable(accepted).map(connection -> wrap(listener, connection));
  }

  private static Channel wrap(Channel listener, SocketChannel accepted) {
    return listener instanceof NioUnixListener.Accepting
        ? new NioDomainSocketChannel(listener, accepted)
        : new NioSocketChannel(listener, accepted);
  }
}
