package dev.weir.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks that Netty's classes and its native half are of one version: mixed ones fail late. */
final class NettyVersions {
  /** Each of Netty's jars has one, with lines {@code PART.version=VERSION}. */
  private static final String RESOURCE = "META-INF/io.netty.versions.properties";

  private static final String ENDING = ".version";
  private static final Collection<String> PARTS =
      java.util.List.of(
          "netty-common",
          "netty-transport",
          "netty-transport-classes-epoll",
          "netty-transport-native-epoll",
          "netty-transport-native-unix-common");

  private NettyVersions() {}

  static void requireOne() {
    requireOne(found(NettyVersions.class.getClassLoader()));
  }

  // Netty's own Version.identify() reads dates too, which no one needs here and costs a start 25
  // ms.
  private static Map<String, String> found(ClassLoader loader) {
    Map<String, String> versions = new TreeMap<>();
    try {
      for (URL file : Collections.list(loader.getResources(RESOURCE))) {
        versions.putAll(read(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return versions;
  }

  private static Map<String, String> read(URL file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = file.openStream()) {
      properties.load(in);
    }
    return properties.stringPropertyNames().stream()
        .filter(name -> name.endsWith(ENDING))
        .collect(
            Collectors.toMap(
                name -> name.substring(0, name.length() - ENDING.length()),
                properties::getProperty));
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
