package dev.weir.server.metrics;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has been counted up to a moment. Immutable. Counters of different loops are read one after
 * another, so that a sum may miss what happened meanwhile.
 */
public final class Counters {
  private final Map<Count, Long> values;

  private Counters(Map<Count, Long> values) {
    this.values = values;
  }

  /**
   * Sums up shards.
   *
   * @param shards whose tallies
   * @return the sums of now
   */
  public static Counters of(Collection<Tallies> shards) {
    Map<Count, Long> values = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      values.put(count, shards.stream().mapToLong(shard -> shard.sum(count)).sum());
    }
    return new Counters(values);
  }

  /**
   * One counter.
   *
   * @param count which
   * @return from 0
   */
  public long get(Count count) {
    return values.getOrDefault(count, 0L);
  }

  /**
   * Connections accepted since the start.
   *
   * @return from 0
   */
  public long accepted() {
    return get(Count.ACCEPTED);
  }

  /**
   * Connections open now.
   *
   * @return from 0
   */
  public long active() {
    return Math.max(0, accepted() - get(Count.CLOSED));
  }

  /**
   * Connections refused before a pipeline existed for them, for whatever cause.
   *
   * @return from 0
   */
  public long refused() {
    return get(Count.REFUSED_LIMIT)
        + get(Count.REFUSED_RULE)
        + get(Count.REFUSED_ADDRESS)
        + get(Count.REFUSED_RATE)
        + get(Count.REFUSED_ADDRESS_RATE);
  }

  /**
   * Bytes of payload read.
   *
   * @return from 0
   */
  public long bytesIn() {
    return get(Count.BYTES_IN);
  }

  /**
   * Bytes of payload that the kernel took.
   *
   * @return from 0
   */
  public long bytesOut() {
    return get(Count.BYTES_OUT);
  }

  /**
   * Datagrams read.
   *
   * @return from 0
   */
  public long datagramsIn() {
    return get(Count.DATAGRAMS_IN);
  }

  /**
   * Datagrams that the kernel took.
   *
   * @return from 0
   */
  public long datagramsOut() {
    return get(Count.DATAGRAMS_OUT);
  }

  /**
   * Exceptions of handlers and errors of sockets.
   *
   * @return from 0
   */
  public long errors() {
    return get(Count.ERRORS_HANDLER) + get(Count.ERRORS_SOCKET);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
