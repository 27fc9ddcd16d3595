package dev.weir.server.bulk;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second descriptor of a channel's socket, watched by the channel's own loop. The channel keeps
 * its own descriptor and registration, so its life cycle stays Netty's. Loop only.
 */
final class Duplicate implements EpollIoHandle {
  /**
   * Asks for errors alone. Not NONE: Netty 4.2.18 takes a descriptor without interest out of epoll
   * and then fails to change its interest again.
   */
  static final EpollIoOps QUIET = EpollIoOps.EPOLLERR;

  private static final Logger LOG = LoggerFactory.getLogger(Duplicate.class);

  private final FileDescriptor descriptor;
  private final Runnable ready;
  private @Nullable IoRegistration registration;
  private EpollIoOps wanted = EpollIoOps.NONE;

  private Duplicate(FileDescriptor descriptor, Runnable ready) {
    this.descriptor = descriptor;
    this.ready = ready;
  }

  /** Empty where the channel is not epoll's or the process is out of descriptors. */
  static Optional<Duplicate> of(Channel channel, Runnable ready) {
    if (channel instanceof UnixChannel unix
        && channel.eventLoop() instanceof IoEventLoop loop
        && loop.isCompatible(Duplicate.class)) {
      return of(unix.fd().intValue(), loop, ready);
    }
    return Optional.empty();
  }

  private static Optional<Duplicate> of(int fd, IoEventLoop loop, Runnable ready) {
    try {
      FileDescriptor copy = new FileDescriptor(SocketCalls.duplicate(fd));
      return new Duplicate(copy, ready).register(loop);
    } catch (SystemCallException refused) {
      LOG.warn("No second descriptor for a fast transfer, it takes the pipeline instead", refused);
      return Optional.empty();
    }
  }

  private Optional<Duplicate> register(IoEventLoop loop) {
    Future<IoRegistration> registered = loop.register(this);
    if (!registered.isSuccess()) {
      LOG.warn("No place on the loop for a fast transfer", registered.cause());
      close();
      return Optional.empty();
    }
    registration = registered.getNow();
    want(QUIET);
    return Optional.of(this);
  }

  int number() {
    return descriptor.intValue();
  }

  /** Asks to be told of these; of errors it is told always. */
  void want(EpollIoOps ops) {
    if (!wanted.equals(ops)) {
      wanted = ops;
      Objects.requireNonNull(registration, "registration").submit(ops);
    }
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  @Override
  public void handle(IoRegistration source, IoEvent event) {
    if (descriptor.isOpen()) {
      ready.run();
    }
  }

  /** Leaves the loop and closes the descriptor; only the first call does anything. */
  @Override
  public void close() {
    if (!descriptor.isOpen()) {
      return;
    }
    if (registration != null) {
      registration.cancel();
    }
    try {
      descriptor.close();
    } catch (IOException e) {
      LOG.debug("Closing a second descriptor", e);
    }
  }
}
