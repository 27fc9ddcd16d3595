package dev.weir.server.datagram;

import dev.weir.server.bulk.Batching;
import dev.weir.server.connection.Metadata;
import dev.weir.server.endpoint.MulticastGroup;
import java.util.List;
import java.util.Set;

/**
 * How datagram sockets are read and written.
 *
 * @param batching many datagrams by one call
 * @param metadata what the kernel is asked to tell beside each
 * @param groups that each socket joins
 */
public record DatagramSettings(
    Batching batching, Set<Metadata> metadata, List<MulticastGroup> groups) {
  private static final DatagramSettings DEFAULTS =
      new DatagramSettings(Batching.automatic(), Set.of(), List.of());

  /** Copies. */
  public DatagramSettings {
    metadata = Set.copyOf(metadata);
    groups = List.copyOf(groups);
  }

  /**
   * The settings of a server that was given none.
   *
   * @return automatic batching, no metadata but what right answers need, no groups
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
    return new DatagramSettings(other, metadata, groups);
  }

  /**
   * With other metadata.
   *
   * @param other all that is wanted
   * @return new settings
   */
  public DatagramSettings metadata(Set<Metadata> other) {
    return new DatagramSettings(batching, other, groups);
  }

  /**
   * With other groups.
   *
   * @param other all that are joined
   * @return new settings
   */
  public DatagramSettings groups(List<MulticastGroup> other) {
    return new DatagramSettings(batching, metadata, other);
  }
}
