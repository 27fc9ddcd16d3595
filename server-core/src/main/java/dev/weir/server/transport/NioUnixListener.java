package dev.weir.server.transport;

import dev.weir.server.endpoint.Placement;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.AbstractNioMessageChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Java's listening Unix socket. */
final class NioUnixListener extends NioSocket<ServerSocketChannel> {
  private static final Logger LOG = LoggerFactory.getLogger(NioUnixListener.class);

  /** Java's Unix sockets have paths. */
  static final String UNLISTED = "the NIO transport has no Unix sockets without a file, epoll has";

  private final Placement placement;
  private Optional<SocketFile> file = Optional.empty();

  private NioUnixListener(ServerSocketChannel channel, Placement placement) {
    super(channel, Family.UNIX);
    this.placement = placement;
  }

  static NioUnixListener open(Placement placement) throws IOException {
    LOG.info(
        "transport nio: a Unix connection ends as soon as its peer ends its side; not on epoll");
    return new NioUnixListener(ServerSocketChannel.open(StandardProtocolFamily.UNIX), placement);
  }

  /** Binds and listens: Java does not do one without the other. */
  @Override
  void bindTo(SocketAddress address) throws IOException {
    String name = ((DomainSocketAddress) address).path();
    if (name.startsWith("@")) {
      throw new IOException(UNLISTED);
    }
    UnixDomainSocketAddress path = UnixDomainSocketAddress.of(name);
    file =
        Optional.of(
            SocketFile.bind(
                name, placement, () -> channel().bind(path, Transport.BACKLOG), this::listen));
  }

  @Override
  public void listen() {
    // Done by bind.
  }

  @Override
  Channel wrap(ServerSocketChannel bound) {
    Accepting channel = new Accepting(bound);
    channel.attr(NioAccept.LISTENER).set(bound);
    file.ifPresent(f -> f.follow(channel));
    return channel;
  }

  @Override
  public void close() throws IOException {
    file.ifPresent(SocketFile::remove);
    super.close();
  }

  /** Netty's own removes whatever file is at the path when it closes; this one touches none. */
  static final class Accepting extends AbstractNioMessageChannel implements ServerChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final ChannelConfig config =
        new DefaultChannelConfig(this, new ServerChannelRecvByteBufAllocator()) {};

    private Accepting(ServerSocketChannel bound) {
      super(null, bound, SelectionKey.OP_ACCEPT);
    }

    @Override
    protected ServerSocketChannel javaChannel() {
      return (ServerSocketChannel) super.javaChannel();
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws IOException {
      SocketChannel connection = javaChannel().accept();
      if (connection == null) {
        return 0;
      }
      accepted.add(new NioDomainSocketChannel(this, connection));
      return 1;
    }

    /** Accepting goes on after an error, as at Netty's listeners of TCP. */
    @Override
    protected boolean closeOnReadError(Throwable cause) {
      return false;
    }

    @Override
    public ChannelMetadata metadata() {
      return METADATA;
    }

    @Override
    public ChannelConfig config() {
      return config;
    }

    @Override
    public boolean isActive() {
      return isOpen();
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
      try {
        return javaChannel().getLocalAddress();
      } catch (IOException closed) {
        return null;
      }
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
      return null;
    }

    @Override
    protected void doBind(SocketAddress localAddress) {
      throw new UnsupportedOperationException("bound already");
    }

    @Override
    protected boolean doConnect(SocketAddress remote, SocketAddress local) {
      throw new UnsupportedOperationException("a listener");
    }

    @Override
    protected void doFinishConnect() {
      throw new UnsupportedOperationException("a listener");
    }

    @Override
    protected void doDisconnect() {
      throw new UnsupportedOperationException("a listener");
    }

    @Override
    protected boolean doWriteMessage(Object message, ChannelOutboundBuffer in) {
      throw new UnsupportedOperationException("a listener");
    }

    @Override
    protected void doClose() throws Exception {
      javaChannel().close();
    }
  }
}
