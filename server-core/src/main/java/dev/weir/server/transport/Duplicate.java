package dev.weir.server.transport;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
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
 * A second descriptor of a channel's socket, or of a socket beside it, watched by the channel's own
 * loop. The channel keeps its own descriptor and registration, so its life cycle stays Netty's.
 * Loop only.
 */
public final class Duplicate implements EpollIoHandle {
  /**
   * Asks for errors alone. Not NONE: Netty 4.2.18 takes a descriptor without interest out of epoll
   * and then fails to change its interest again.
   */
  public static final EpollIoOps QUIET = EpollIoOps.EPOLLERR;

  private static final Logger LOG = LoggerFactory.getLogger(Duplicate.class);

  private final FileDescriptor descriptor;
  private final Ready ready;
  private @Nullable IoRegistration registration;
  private EpollIoOps wanted = EpollIoOps.NONE;

  /** Is told of events. */
  @FunctionalInterface
  public interface Ready {
    /**
     * Something that was asked for, or an error.
     *
     * @param error whether the socket has an error, or its error queue is not empty
     */
    void ready(boolean error);
  }

  private Duplicate(FileDescriptor descriptor, Ready ready) {
    this.descriptor = descriptor;
    this.ready = ready;
  }

  /**
   * A second descriptor of a channel's socket.
   *
   * @param channel on its loop
   * @param ready called on the loop at each event that was asked for, and at errors
   * @return empty where the channel is not epoll's or the process is out of descriptors
   */
  public static Optional<Duplicate> of(Channel channel, Runnable ready) {
    return of(channel, error -> ready.run());
  }

  /**
   * A second descriptor of a channel's socket.
   *
   * @param channel on its loop
   * @param ready called on the loop at each event that was asked for, and at errors
   * @return empty where the channel is not epoll's or the process is out of descriptors
   */
  public static Optional<Duplicate> of(Channel channel, Ready ready) {
    if (channel instanceof UnixChannel unix
        && channel.eventLoop() instanceof IoEventLoop loop
        && loop.isCompatible(Duplicate.class)) {
      return of(unix.fd().intValue(), loop, ready);
    }
    return Optional.empty();
  }

  /**
   * Another socket's descriptor, watched by a channel's loop.
   *
   * @param channel on its loop
   * @param descriptor of a socket that does not block; taken over, and closed where it is not
   *     watched
   * @param ready called on the loop at each event that was asked for, and at errors
   * @return empty where the channel is not epoll's
   */
  public static Optional<Duplicate> beside(Channel channel, int descriptor, Ready ready) {
    Duplicate made = new Duplicate(new FileDescriptor(descriptor), ready);
    if (channel.eventLoop() instanceof IoEventLoop loop && loop.isCompatible(Duplicate.class)) {
      return made.register(loop);
    }
    made.close();
    return Optional.empty();
  }

  private static Optional<Duplicate> of(int fd, IoEventLoop loop, Ready ready) {
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

  /**
   * The descriptor.
   *
   * @return its number
   */
  public int number() {
    return descriptor.intValue();
  }

  /**
   * Asks to be told of these; of errors it is told always.
   *
   * @param ops instead of those asked for before
   */
  public void want(EpollIoOps ops) {
    if (!wanted.equals(ops)) {
      wanted = ops;
      Objects.requireNonNull(registration, "registration").submit(ops);
    }
  }

  /**
   * Asks to be told when there is something to receive, and when there is room to send.
   *
   * @param input whether of the first
   * @param output whether of the second
   */
  public void want(boolean input, boolean output) {
    EpollIoOps in = input ? QUIET.with(EpollIoOps.EPOLLIN) : QUIET;
    want(output ? in.with(EpollIoOps.EPOLLOUT) : in);
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  @Override
  public void handle(IoRegistration source, IoEvent event) {
    if (descriptor.isOpen()) {
      ready.ready(event instanceof EpollIoEvent told && told.ops().contains(EpollIoOps.EPOLLERR));
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
