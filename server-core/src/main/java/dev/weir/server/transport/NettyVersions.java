package dev.weir.server.transport;

import io.netty.util.Version;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks that Netty's classes and its native half are of one version: mixed ones fail late. */
final class NettyVersions {
  private static final Collection<String> PARTS =
      java.util.List.of(
          "netty-common",
          "netty-transport",
          "netty-transport-classes-epoll",
          "netty-transport-native-epoll",
          "netty-transport-native-unix-common");

  private NettyVersions() {}

  static void requireOne() {
    requireOne(
        Version.identify(NettyVersions.class.getClassLoader()).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().artifactVersion())));
  }

  /** Only parts that the class loader sees count: a module path hides some. */
  static void requireOne(Map<String, String> versions) {
    Map<String, String> seen = new TreeMap<>(versions);
    seen.keySet().retainAll(PARTS);
    if (seen.values().stream().distinct().count() > 1) {
      throw new IllegalStateException(
          "Netty: %s (expected: one version); align them, for example with netty-bom"
              .formatted(seen));
    }
  }
}
