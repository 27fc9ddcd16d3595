package dev.weir.server.datagram;

import dev.weir.server.bulk.Batching;
import dev.weir.server.connection.Metadata;
import java.util.Set;

/**
 * How datagram sockets are read and written.
 *
 * @param batching many datagrams by one call
 * @param metadata what the kernel is asked to tell beside each
 */
public record DatagramSettings(Batching batching, Set<Metadata> metadata) {
  private static final DatagramSettings DEFAULTS =
      new DatagramSettings(Batching.automatic(), Set.of());

  /** Copies the set. */
  public DatagramSettings {
    metadata = Set.copyOf(metadata);
  }

  /**
   * The settings of a server that was given none.
   *
   * @return automatic batching, no metadata but what right answers need
   */
  public static DatagramSettings defaults() {
    return DEFAULTS;
  }

  /**
   * With other batching.
   *
   * @param other the rule
   * @return new settings
   */
  public DatagramSettings batching(Batching other) {
    return new DatagramSettings(other, metadata);
  }

  /**
   * With other metadata.
   *
   * @param other all that is wanted
   * @return new settings
   */
  public DatagramSettings metadata(Set<Metadata> other) {
    return new DatagramSettings(batching, other);
  }
}
