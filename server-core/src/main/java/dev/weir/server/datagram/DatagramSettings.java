package dev.weir.server.datagram;

import dev.weir.server.bulk.Batching;
import dev.weir.server.connection.Metadata;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.MulticastGroup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How datagram sockets are read and written.
 *
 * @param batching many datagrams by one call
 * @param metadata what the kernel is asked to tell beside each
 * @param groups that each socket joins
 * @param bounds what the server makes of the bounds that its handler has for sessions
 * @param sessions the bounds that its handler has; empty where it has no sessions
 */
public record DatagramSettings(
    Batching batching,
    Set<Metadata> metadata,
    List<MulticastGroup> groups,
    UnaryOperator<Sessions> bounds,
    Optional<Sessions> sessions) {
  private static final DatagramSettings DEFAULTS =
      new DatagramSettings(
          Batching.automatic(), Set.of(), List.of(), UnaryOperator.identity(), Optional.empty());

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
    return new DatagramSettings(other, metadata, groups, bounds, sessions);
  }

  /**
   * With other metadata.
   *
   * @param other all that is wanted
   * @return new settings
   */
  public DatagramSettings metadata(Set<Metadata> other) {
    return new DatagramSettings(batching, other, groups, bounds, sessions);
  }

  /**
   * With other groups.
   *
   * @param other all that are joined
   * @return new settings
   */
  public DatagramSettings groups(List<MulticastGroup> other) {
    return new DatagramSettings(batching, metadata, other, bounds, sessions);
  }

  /**
   * With a change of the bounds of sessions.
   *
   * @param change replaces the one before
   * @return new settings
   */
  public DatagramSettings bounds(UnaryOperator<Sessions> change) {
    return new DatagramSettings(batching, metadata, groups, change, sessions);
  }

  /**
   * With a handler that has sessions, or has none.
   *
   * @param own the bounds that it has
   * @return new settings
   */
  public DatagramSettings sessions(Optional<Sessions> own) {
    return new DatagramSettings(batching, metadata, groups, bounds, own);
  }
}
