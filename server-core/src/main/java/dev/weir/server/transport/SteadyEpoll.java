package dev.weir.server.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll, kept from losing descriptors. Netty 4.2.18 takes a descriptor out of epoll when
 * its interest becomes empty, as it does for each connection whose peer has ended its side, and
 * then fails with ENOENT to be interested again: what was to be sent after the peer's end would be
 * cut to what the kernel takes at once. Here an empty interest is one in errors alone, told once.
 */
final class SteadyEpoll implements IoHandler {
  private static final EpollIoOps ERRORS_ONCE = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

  private final IoHandler epoll;

  private SteadyEpoll(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory factory = EpollIoHandler.newFactory();
    return executor -> new SteadyEpoll(factory.newHandler(executor));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Registration(epoll.register(handle));
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  private record Registration(IoRegistration real) implements IoRegistration {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's own signature.
    public <T> T attachment() {
      return real.attachment();
    }

    @Override
    public long submit(IoOps ops) {
      return real.submit(EpollIoOps.NONE.equals(ops) ? ERRORS_ONCE : ops);
    }

    @Override
    public boolean isValid() {
      return real.isValid();
    }

    @Override
    public boolean cancel() {
      return real.cancel();
    }
  }
}
