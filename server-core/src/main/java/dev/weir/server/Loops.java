package dev.weir.server;

import dev.weir.server.metrics.LoopLags;
import dev.weir.server.metrics.LoopMeters;
import dev.weir.server.metrics.LoopWatch;
import dev.weir.server.metrics.SharedMeters;
import dev.weir.server.transport.LoopLoad;
import dev.weir.server.transport.Transport;
import dev.weir.server.transport.TransportChoice;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The threads that serve channels, each for many. A server that is given none makes its own and
 * ends them when it has closed; loops that are given to servers or clients are shared, and whoever
 * made them closes them. Any thread.
 */
public final class Loops implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 2;

  private final Transport transport;
  private final MultiThreadIoEventLoopGroup group;
  private final boolean permanent;
  private final String name;
  private final LoopLags lags = new LoopLags(BlockedLoops::report);
  private final LoopWatch watch;
  private final List<EventLoop> loops = new ArrayList<>();
  private List<Integer> processors = List.of();
  private final Set<Server> servers = ConcurrentHashMap.newKeySet();

  private Loops(Transport transport, int threads, String name, boolean permanent) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException(
          "loops: %d threads (expected: 1 to 1024); one per processor is usual".formatted(threads));
    }
    this.transport = transport;
    this.permanent = permanent;
    this.name = name;
    this.group =
        new MultiThreadIoEventLoopGroup(
            threads,
            new ThreadPerTaskExecutor(new LoopThreads(name, permanent)),
            LoopLoad.chooser(),
            transport.loops());
    group.forEach(loop -> loops.add((EventLoop) loop));
    this.watch = LoopWatch.over(group, LoopWatch.BLOCKED_AFTER, lags);
  }

  /**
   * Loops of this machine's transport: epoll on Linux, NIO elsewhere or where the system property
   * {@code weir.transport} is {@code nio}.
   *
   * @param threads 1 to 1024
   * @param name of the threads, to which their number is added
   * @return running loops, which the caller closes
   * @throws StartException where the transport cannot be used; on Linux NIO never stands in unasked
   */
  public static Loops of(int threads, String name) {
    return new Loops(usual(), threads, name, false);
  }

  /**
   * Loops of this machine's transport, each bound to one processor of those that the process may
   * use. Where there are fewer processors than loops, they take turns.
   *
   * @param threads 1 to 1024
   * @param name of the threads, to which their number is added
   * @return running loops, which the caller closes; {@link #processors()} tells where they are
   * @throws StartException where the transport cannot be used, or a thread cannot be bound, as away
   *     from Linux
   */
  public static Loops pinned(int threads, String name) {
    Loops made = of(threads, name);
    try {
      made.processors = Pinning.of(made.group);
      return made;
    } catch (StartException refused) {
      made.close();
      throw refused;
    }
  }

  /**
   * One loop for each processor that the process may use, bound to it.
   *
   * @param name of the threads, to which their number is added
   * @return as {@link #pinned(int, String)}
   * @throws StartException as {@link #pinned(int, String)}
   */
  public static Loops pinned(String name) {
    return pinned(Pinning.allowed().size(), name);
  }

  /**
   * Loops of Java's NIO, which needs no native library.
   *
   * @param threads 1 to 1024
   * @param name of the threads, to which their number is added
   * @return running loops, which the caller closes
   */
  public static Loops nio(int threads, String name) {
    return new Loops(TransportChoice.nio("the recipe asks for it"), threads, name, false);
  }

  /**
   * The loops of everyone who has no others: one per processor, made when first asked for, ending
   * with the process, which they do not keep alive.
   *
   * @return always the same
   * @throws StartException where the transport cannot be used
   */
  public static Loops shared() {
    return SharedLoops.get();
  }

  /**
   * The group, for Netty.
   *
   * @return whose loops serve channels of {@link #transport()}
   */
  public EventLoopGroup group() {
    return group;
  }

  /**
   * What drives the loops.
   *
   * @return epoll or nio
   */
  public String transport() {
    return transport.name();
  }

  /**
   * How many loops there are.
   *
   * @return from 1
   */
  public int threads() {
    return group.executorCount();
  }

  /**
   * Where the loops are bound, as the kernel told after it was asked to bind them.
   *
   * @return the processor of each loop, from 0; empty where they are not pinned
   */
  public List<Integer> processors() {
    return processors;
  }

  /**
   * Closes the servers that still use the loops, then ends the loops and waits for up to two
   * seconds. On one of the loops it does not wait. The shared ones stay.
   */
  @Override
  public void close() {
    if (permanent) {
      return;
    }
    // Netty leaves channels open whose reading was switched off when their loop ends.
    servers.forEach(Server::close);
    end();
    if (!inside()) {
      group.terminationFuture().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** A server uses the loops from now on. */
  void enter(Server server) {
    servers.add(server);
  }

  void leave(Server server) {
    servers.remove(server);
  }

  /** Loops that end with the process. */
  static Loops permanent(int threads, String name) {
    return new Loops(usual(), threads, name, true);
  }

  /** The loop of a shard, always the same. */
  EventLoop loop(int shard) {
    return loops.get(shard % loops.size());
  }

  /** Where the loop of a shard is bound, if it is. */
  OptionalInt processor(int shard) {
    return processors.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(processors.get(shard % processors.size()));
  }

  Transport kind() {
    return transport;
  }

  /** The loops' meters, registered once for all servers that use both loops and registry. */
  SharedMeters meters(MeterRegistry registry) {
    return SharedMeters.use(registry, this, () -> LoopMeters.register(registry, name, watch, lags));
  }

  /** Begins to end the loops. */
  io.netty.util.concurrent.Future<?> end() {
    watch.close();
    return group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the caller is one of the loops, which must not wait for itself. */
  boolean inside() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  private static Transport usual() {
    try {
      return TransportChoice.ofThisMachine();
    } catch (IllegalStateException unusable) {
      throw new StartException(unusable);
    }
  }
}
