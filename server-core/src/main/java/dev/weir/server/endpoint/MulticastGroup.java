package dev.weir.server.endpoint;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multicast group that a datagram socket joins: one of any source, or of one source alone.
 *
 * @param group 224.0.0.0 to 239.255.255.255, or of ff00::/8
 * @param source whose datagrams are wanted, of the group's family; empty for anybody's
 * @param device name of the interface to join on; empty for the one that the routes say
 */
public record MulticastGroup(
    InetAddress group, Optional<InetAddress> source, Optional<String> device) {
  private static final Pattern TEXT =
      Pattern.compile("(?<group>\\S+)( +from +(?<source>\\S+))?( +on +(?<device>\\S+))?");

  /**
   * A group in range.
   *
   * @throws IllegalArgumentException where it is not
   */
  public MulticastGroup {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException(
          "group: %s (expected: 224.0.0.0 to 239.255.255.255, or ff00::/8)"
              .formatted(group.getHostAddress()));
    }
    if (source.isPresent() && source.orElseThrow().getClass() != group.getClass()) {
      throw new IllegalArgumentException(
          "source: %s (expected: of the family of %s)"
              .formatted(source.orElseThrow().getHostAddress(), group.getHostAddress()));
    }
  }

  /**
   * A group, whoever sends, on the interface that the routes say.
   *
   * @param address in figures, such as {@code 239.7.7.7} or {@code ff15::7}
   * @return the group
   * @throws IllegalArgumentException where it is no multicast address
   */
  public static MulticastGroup of(String address) {
    return new MulticastGroup(InetAddress.ofLiteral(address), Optional.empty(), Optional.empty());
  }

  /**
   * A group as {@link #toString} writes it: {@code ADDRESS [from SOURCE] [on DEVICE]}.
   *
   * @param text such as {@code 239.7.7.7}, or {@code ff15::7 from fd00::1 on eth0}
   * @return the group
   * @throws IllegalArgumentException where it is none
   */
  public static MulticastGroup parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "group: %s (expected: ADDRESS [from SOURCE] [on DEVICE])".formatted(text));
    }
    MulticastGroup group = of(parts.group("group"));
    String source = parts.group("source");
    String device = parts.group("device");
    group = source == null ? group : group.from(source);
    return device == null ? group : group.on(device);
  }

  /**
   * With one source, whose datagrams alone are wanted; the network carries no others.
   *
   * @param address in figures, of the group's family
   * @return the new group
   * @throws IllegalArgumentException where it is no such address
   */
  public MulticastGroup from(String address) {
    return new MulticastGroup(group, Optional.of(InetAddress.ofLiteral(address)), device);
  }

  /**
   * With an interface.
   *
   * @param name such as {@code eth0}, of the network namespace that the socket is in
   * @return the new group
   */
  public MulticastGroup on(String name) {
    return new MulticastGroup(group, source, Optional.of(name));
  }

  /** Such as {@code 239.7.7.7 from 192.0.2.1 on eth0}. */
  @Override
  public String toString() {
    return group.getHostAddress()
        + source.map(s -> " from " + s.getHostAddress()).orElse("")
        + device.map(d -> " on " + d).orElse("");
  }
}
