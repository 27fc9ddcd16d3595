package dev.weir.server.connection;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is known of a received datagram, or of several that came together. Valid during the
 * handler's call alone. What the kernel tells only when asked, it is asked for by {@link Metadata};
 * NIO is told none of it, and there all of it is empty.
 */
public interface Received {
  /**
   * Who sent it.
   *
   * @return address and port; port 0 is possible, and cannot be answered. Of a Unix socket {@link
   *     io.netty.channel.unix.DomainSocketAddress}: its path, or {@code @} and its abstract name,
   *     or empty where it has none and cannot be answered
   */
  SocketAddress sender();

  /**
   * The address of this machine, or of a group, that it was sent to.
   *
   * @return empty without {@link Metadata#DESTINATION}, which sockets of a wildcard address have
   *     anyway
   */
  Optional<InetAddress> destination();

  /**
   * The network interface by which it came.
   *
   * @return its index, as {@link java.net.NetworkInterface#getByIndex} takes it; empty without
   *     {@link Metadata#DESTINATION}
   */
  OptionalInt device();

  /**
   * How many routers it might still have passed.
   *
   * @return 0 to 255; empty without {@link Metadata#TTL}
   */
  OptionalInt ttl();

  /**
   * DSCP in the upper six bits, ECN in the lower two: 3 where a router met congestion.
   *
   * @return 0 to 255; empty without {@link Metadata#TRAFFIC_CLASS}
   */
  OptionalInt trafficClass();

  /**
   * When the kernel received it.
   *
   * @return by the system's clock; empty without {@link Metadata#TIMESTAMP}
   */
  Optional<Instant> receivedAt();

  /**
   * How many datagrams the kernel had dropped at this socket before, since it was made.
   *
   * @return from 1, modulo 2^32; empty without {@link Metadata#DROPS}, and before the first drop
   */
  OptionalLong drops();
}
