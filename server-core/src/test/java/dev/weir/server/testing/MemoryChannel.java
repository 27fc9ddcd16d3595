package dev.weir.server.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server's end of a connection without a socket. It keeps to what a socket does and Netty's
 * EmbeddedChannel does not: it reads only when reading is on, writes only while the peer has room,
 * and ends each direction by itself.
 */
final class MemoryChannel extends AbstractChannel implements DuplexChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
  private static final int SERVER_PORT = 7;
  private static final int PEER_PORT = 49_152;

  private final DefaultChannelConfig config = new DefaultChannelConfig(this);
  private final Queue<byte[]> inbox = new ArrayDeque<>();
  private final AtomicInteger unread = new AtomicInteger();
  private final PeerBytes toPeer;
  private final Runnable changed;
  private boolean active;
  private volatile boolean open = true;
  private volatile boolean inputShutdown;
  private volatile boolean outputShutdown;
  private boolean peerEnded;
  private boolean readWanted;
  private boolean delivering;

  /**
   * A channel that waits to be registered.
   *
   * @param allocator of all its buffers
   * @param toPeer takes what is written
   * @param changed is run on the loop after whatever a peer may have waited for
   */
  MemoryChannel(ByteBufAllocator allocator, PeerBytes toPeer, Runnable changed) {
    super(null);
    this.toPeer = toPeer;
    this.changed = changed;
    config.setAllocator(allocator);
  }

  /** The peer has sent bytes, which are read as one piece. On the loop. */
  void arrived(byte[] bytes) {
    if (open && !peerEnded) {
      inbox.add(bytes);
      unread.addAndGet(bytes.length);
      deliverSoon();
    }
  }

  /** The peer has ended its side. On the loop. */
  void peerEnded() {
    peerEnded = true;
    deliverSoon();
  }

  /** The peer is gone without a word. On the loop. */
  void peerGone(Throwable cause) {
    if (open) {
      pipeline().fireExceptionCaught(cause);
      close();
    }
  }

  /** The peer has taken bytes. On the loop. */
  void roomMade() {
    if (open) {
      ((MemoryUnsafe) unsafe()).goOn();
    }
  }

  /** Bytes that the peer has sent and the server has not read. Any thread. */
  int unread() {
    return unread.get();
  }

  @Override
  protected void doBeginRead() {
    readWanted = true;
    deliverSoon();
  }

  private void deliverSoon() {
    boolean something = !inbox.isEmpty() || (peerEnded && !inputShutdown);
    if (readWanted && something && !delivering) {
      delivering = true;
      eventLoop().execute(this::deliver);
    }
  }

  private void deliver() {
    delivering = false;
    if (!open || !readWanted) {
      return;
    }
    byte[] bytes = inbox.poll();
    if (bytes != null) {
      hand(bytes);
    } else if (peerEnded && !inputShutdown) {
      inputShutdown = true;
      pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
      pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
    }
    changed.run();
  }

  private void hand(byte[] bytes) {
    readWanted = false;
    unread.addAndGet(-bytes.length);
    pipeline().fireChannelRead(config.getAllocator().buffer(bytes.length).writeBytes(bytes));
    pipeline().fireChannelReadComplete();
  }

  @Override
  protected Object filterOutboundMessage(Object message) {
    if (message instanceof ByteBuf) {
      return message;
    }
    throw new UnsupportedOperationException(
        "message: %s (expected: a ByteBuf at the pipeline's head); add an encoder"
            .formatted(message.getClass().getName()));
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) {
    for (Object message = out.current(); message != null; message = out.current()) {
      ByteBuf bytes = (ByteBuf) message;
      int taken = toPeer.offer(bytes);
      boolean whole = taken == bytes.readableBytes();
      out.progress(taken);
      if (!whole) {
        bytes.skipBytes(taken);
        break;
      }
      out.remove();
    }
    changed.run();
  }

  @Override
  protected void doRegister(ChannelPromise promise) {
    active = true;
    promise.setSuccess();
  }

  @Override
  protected void doClose() {
    open = false;
    active = false;
    inputShutdown = true;
    outputShutdown = true;
    inbox.clear();
    unread.set(0);
    toPeer.end();
    changed.run();
  }

  @Override
  protected void doShutdownOutput() {
    outputShutdown = true;
    toPeer.end();
    changed.run();
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doBind(SocketAddress local) {
    throw new UnsupportedOperationException("bind: connected already");
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new MemoryUnsafe();
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected SocketAddress localAddress0() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), SERVER_PORT);
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), PEER_PORT);
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

  @Override
  public boolean isInputShutdown() {
    return inputShutdown;
  }

  @Override
  public boolean isOutputShutdown() {
    return outputShutdown;
  }

  @Override
  public boolean isShutdown() {
    return inputShutdown && outputShutdown;
  }

  @Override
  public ChannelFuture shutdownInput() {
    return shutdownInput(newPromise());
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    return onLoop(
        promise,
        () -> {
          inputShutdown = true;
          promise.setSuccess();
        });
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    return onLoop(promise, () -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
  }

  @Override
  public ChannelFuture shutdown() {
    return shutdown(newPromise());
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    inputShutdown = true;
    return shutdownOutput(promise);
  }

  private ChannelFuture onLoop(ChannelPromise promise, Runnable action) {
    if (eventLoop().inEventLoop()) {
      action.run();
    } else {
      eventLoop().execute(action);
    }
    return promise;
  }

  private final class MemoryUnsafe extends AbstractUnsafe {
    @Override
    public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
      promise.setFailure(new UnsupportedOperationException("connect: connected already"));
    }

    /** Writes what had no room before. */
    void goOn() {
      flush0();
    }
  }
}
