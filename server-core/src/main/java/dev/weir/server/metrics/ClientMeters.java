package dev.weir.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The meters of a client in a registry. Unlike a server, a client has no end: its meters are there
 * from its first connect on, for as long as the registry. Clients of one name and endpoint count
 * together. Any thread, unless a method says otherwise.
 */
public final class ClientMeters {
  /** Nothing in the values leads back to the registry, so that it can be forgotten. */
  private static final Map<MeterRegistry, Map<Client, ClientCounts>> ALL = new WeakHashMap<>();

  private final MeterRegistry registry;
  private final Client client;
  private final ClientCounts counts;

  /** Who counts together. */
  private record Client(String name, String endpoint, boolean datagrams) {
    ClientCounts register(MeterRegistry registry) {
      ClientCounts counts = new ClientCounts();
      Registration registration = registration(registry).read(ClientRows.ANY, counts);
      if (datagrams) {
        registration.read(ClientRows.DATAGRAMS, counts);
      }
      return counts;
    }

    Registration registration(MeterRegistry registry) {
      return new Registration(registry, "client", name, "endpoint", endpoint);
    }
  }

  private ClientMeters(MeterRegistry registry, Client client) {
    this.registry = registry;
    this.client = client;
    synchronized (ALL) {
      this.counts =
          ALL.computeIfAbsent(registry, _ -> new HashMap<>())
              .computeIfAbsent(client, asked -> asked.register(registry));
    }
  }

  /**
   * The meters of a client, registered where they are not yet.
   *
   * @param registry any
   * @param name of the client
   * @param endpoint as it was asked for, never an address that a name stands for
   * @param datagrams whether it is a datagram socket's
   * @return to count by
   */
  public static ClientMeters of(
      MeterRegistry registry, String name, String endpoint, boolean datagrams) {
    return new ClientMeters(registry, new Client(name, endpoint, datagrams));
  }

  /**
   * The traffic of a channel of this client.
   *
   * @param loop of the channel
   * @return a new one
   */
  public Traffic traffic(EventLoop loop) {
    return Traffic.of(counts.tallies(), loop);
  }

  /**
   * Counts a connection, and its end when it comes. On the channel's loop.
   *
   * @param channel that has been connected
   * @param nanos how long it took
   */
  public void connected(Channel channel, long nanos) {
    Tally tally = counts.tallies().of(channel.eventLoop());
    tally.add(Count.CONNECTED, 1);
    client.registration(registry).sampled(ClientRows.CONNECTS).accept(nanos);
    channel.closeFuture().addListener(_ -> tally.add(Count.CLOSED, 1));
  }

  /**
   * Counts a connect that failed.
   *
   * @param cause why
   */
  public void failed(FailedConnect cause) {
    counts.failed(cause).increment();
  }
}
