package dev.weir.server;

import dev.weir.linux.TcpInfo;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.BufferMemory;
import dev.weir.server.metrics.KernelSocket;
import dev.weir.server.metrics.MeterCatalogue;
import dev.weir.server.metrics.Registration;
import dev.weir.server.metrics.SharedMeters;
import dev.weir.server.metrics.TcpSampler;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The meters of a running server in a registry, until it has closed. */
final class ServerMeters implements AutoCloseable {
  private final MeterRegistry registry;
  private final RunningServer server;
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final Map<Channel, Consumer<TcpInfo>> samples = new HashMap<>();

  private ServerMeters(MeterRegistry registry, RunningServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Registers all of them, or none. */
  static ServerMeters register(
      MeterRegistry registry, RunningServer server, Iterable<Shard> shards) {
    ServerMeters meters = new ServerMeters(registry, server);
    try {
      shards.forEach(meters::add);
      meters.sample();
      meters.share();
      return meters;
    } catch (RuntimeException | Error refused) {
      meters.close();
      throw refused;
    }
  }

  private void add(Shard shard) {
    Registration registration =
        new Registration(
            registry,
            "server",
            server.name(),
            "endpoint",
            shard.endpoint().toString(),
            "shard",
            Integer.toString(shard.index()));
    undo.push(registration::close);
    boolean streams = server.recipe().scheme() == Scheme.TCP;
    registration.read(
        streams ? MeterCatalogue.STREAM_SHARD : MeterCatalogue.DATAGRAM_SHARD, shard.tallies());
    registration.read(MeterCatalogue.SHARD, shard.tallies());
    descriptor(shard.channel()).ifPresent(fd -> addKernel(registration, shard.channel(), fd));
  }

  private void addKernel(Registration registration, Channel channel, int fd) {
    KernelSocket socket = new KernelSocket(fd, channel::isOpen);
    if (server.recipe().scheme() == Scheme.TCP) {
      registration.read(MeterCatalogue.LISTENER, socket);
      samples.put(channel, registration.sampled(MeterCatalogue.CONNECTIONS));
    } else {
      registration.read(MeterCatalogue.DATAGRAMS, socket);
    }
  }

  private void sample() {
    if (!samples.isEmpty()) {
      TcpSampler sampler =
          TcpSampler.over(server.connections().channels(), this::descriptor, this::sampled);
      undo.push(sampler::close);
    }
  }

  private void sampled(Channel connection, TcpInfo info) {
    Consumer<TcpInfo> shard = samples.get(connection.parent());
    if (shard != null) {
      shard.accept(info);
    }
  }

  private OptionalInt descriptor(Channel channel) {
    return server.loops().kind().descriptor(channel);
  }

  private void share() {
    SharedMeters loops = server.loops().meters(registry);
    undo.push(loops::close);
    SharedMeters process = SharedMeters.use(registry, BufferMemory.class, this::process);
    undo.push(process::close);
  }

  private Runnable process() {
    return new Registration(registry)
            .read(MeterCatalogue.PROCESS, new BufferMemory(ByteBufAllocator.DEFAULT))
        ::close;
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }
}
