package dev.weir.server.datagram;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Session.Ending;
import dev.weir.server.metrics.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;

/**
 * A session as Netty sees it: each {@link ByteBuf} that is read or written is one datagram. It has
 * no descriptor; its parent is the socket.
 */
final class SessionChannel extends AbstractChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  private final ChannelSession session;
  private final ChannelConfig config = new DefaultChannelConfig(this);
  private boolean open = true;
  private boolean active = true;

  SessionChannel(ChannelSession session, Channel socket) {
    super(socket);
    this.session = session;
    Traffic.find(socket).ifPresent(traffic -> traffic.attach(this));
    Limits.of(socket).attach(this);
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new NoConnect();
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected void doRegister(ChannelPromise promise) {
    // The socket is registered, and this is always on its loop.
    promise.setSuccess();
  }

  @Override
  protected SocketAddress localAddress0() {
    return session.localAddress();
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return session.remoteAddress();
  }

  @Override
  protected void doBind(SocketAddress address) {
    throw new UnsupportedOperationException("bind: of a session (expected: of its socket)");
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doClose() {
    open = false;
    active = false;
    session.table().end(session, Ending.CLOSED);
  }

  @Override
  protected void doBeginRead() {
    // Not within the call of whoever asks, which may be reading itself.
    eventLoop().execute(session::read);
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer written) {
    for (Object next = written.current(); next != null; next = written.current()) {
      session.table().sendOnLoop(session, ((ByteBuf) next).retain());
      written.remove();
    }
  }

  @Override
  protected Object filterOutboundMessage(Object message) {
    if (message instanceof ByteBuf) {
      return message;
    }
    throw new UnsupportedOperationException(
        "message: %s (expected: ByteBuf, one datagram)".formatted(message.getClass().getName()));
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  private final class NoConnect extends AbstractUnsafe {
    @Override
    public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
      promise.setFailure(
          new UnsupportedOperationException("connect: a session has its peer already"));
    }
  }
}
