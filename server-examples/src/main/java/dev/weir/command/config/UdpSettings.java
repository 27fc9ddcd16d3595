package dev.weir.command.config;

import dev.weir.command.config.Setting.Scope;
import dev.weir.server.UdpServer;
import dev.weir.server.bulk.Batching;
import dev.weir.server.connection.Metadata;
import dev.weir.server.endpoint.MulticastGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a UDP server's sockets are read and written, as settings with the names of the code. */
public final class UdpSettings {
  /** What the paths of those of batching begin with. */
  static final String BATCHING = "batching.";

  private static final int MOST_GROUPS = 20;
  private static final Batching DEFAULT = Batching.automatic();

  private static final ScalarType<Metadata> KIND =
      new ScalarType<>(
          "metadata",
          "any of destination, ttl, traffic-class, timestamp, drops",
          UdpSettings::kind,
          UdpSettings::name);

  private static final ScalarType<MulticastGroup> GROUP =
      new ScalarType<>(
          "group",
          "ADDRESS [from SOURCE] [on DEVICE], such as 239.7.7.7 or ff15::7 on eth0",
          MulticastGroup::parse,
          MulticastGroup::toString);

  private static final Setting<Integer> MESSAGES =
      Setting.defaulted(
          Scope.SERVER,
          BATCHING + "messages",
          Quantities.whole(1, DEFAULT.messages()),
          DEFAULT.messages(),
          "the most that one call receives (recvmmsg)");

  private static final Setting<Boolean> JOINED =
      Setting.defaulted(
          Scope.SERVER,
          BATCHING + "join",
          Settings.SWITCH,
          DEFAULT.join(),
          "whether the kernel joins datagrams on receipt (UDP_GRO)");

  private static final Setting<Boolean> SEGMENT =
      Setting.defaulted(
          Scope.SERVER,
          BATCHING + "segment",
          Settings.SWITCH,
          DEFAULT.segment(),
          "whether the kernel cuts up what is sent (UDP_SEGMENT)");

  /** What is told beside each datagram. */
  public static final Setting<List<Metadata>> METADATA =
      Setting.defaulted(
          Scope.SERVER,
          "metadata",
          new ListType<>(KIND, 0, Metadata.values().length),
          List.of(),
          "what the kernel tells the handler beside each datagram");

  /** The groups that each socket joins. */
  public static final Setting<List<MulticastGroup>> JOIN =
      Setting.defaulted(
          Scope.SERVER,
          "join",
          new ListType<>(GROUP, 0, MOST_GROUPS),
          List.of(),
          "multicast groups that its sockets receive too");

  /** All of batching. */
  static final List<Setting<?>> OF_BATCHING = List.of(MESSAGES, JOINED, SEGMENT);

  /** All of them. */
  static final List<Setting<?>> ALL = List.of(METADATA, JOIN, MESSAGES, JOINED, SEGMENT);

  private UdpSettings() {}

  private static Metadata kind(String text) {
    return Arrays.stream(Metadata.values())
        .filter(kind -> name(kind).equals(text))
        .findAny()
        .orElseThrow(IllegalArgumentException::new);
  }

  private static String name(Metadata kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A recipe with what a server's settings say. */
  public static UdpServer applied(UdpServer recipe, Values values) {
    return recipe
        .batching(new Batching(values.get(MESSAGES), values.get(JOINED), values.get(SEGMENT)))
        .metadata(values.get(METADATA).toArray(Metadata[]::new))
        .join(values.get(JOIN).toArray(MulticastGroup[]::new))
        .bounds(SessionSettings.of(values));
  }
}
