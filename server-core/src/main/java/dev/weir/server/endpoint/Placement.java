package dev.weir.server.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What belongs to an endpoint's socket alone, such as where it is born: the part of an endpoint
 * after {@code ?}, in the order it was written. Equal where names and values are.
 *
 * @param values by their names
 */
public record Placement(Map<String, String> values) {
  /** Nothing special. */
  public static final Placement NONE = new Placement(Map.of());

  /**
   * Named values.
   *
   * @throws IllegalArgumentException where there is no such name, or a value is out of range
   */
  public Placement {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    values.forEach(PlacementParser::check);
  }

  /**
   * The network namespace that the socket is born in.
   *
   * @return a name, path or process id
   */
  public Optional<String> netns() {
    return value(PlacementParser.NETNS);
  }

  /**
   * The interface that alone carries the socket's packets.
   *
   * @return such as {@code eth0}
   */
  public Optional<String> device() {
    return value(PlacementParser.DEVICE);
  }

  /**
   * Whether TCP may use several paths at once (RFC 8684): a listener then takes such connections
   * beside plain ones, a client asks for one and gets a plain one where the peer has no other.
   * Needs Linux 5.6 with {@code net.mptcp.enabled}, and the epoll transport.
   *
   * @return false by default
   */
  public boolean multipath() {
    return value(PlacementParser.MULTIPATH).filter("on"::equals).isPresent();
  }

  /**
   * The permissions of a socket's file.
   *
   * @return the bits, 0 to 0777
   */
  public Optional<Integer> mode() {
    return value(PlacementParser.MODE).map(octal -> Integer.parseInt(octal, 8));
  }

  /**
   * Whom a socket's file belongs to.
   *
   * @return a user's name or number
   */
  public Optional<String> owner() {
    return value(PlacementParser.OWNER);
  }

  /**
   * The group that a socket's file belongs to.
   *
   * @return a group's name or number
   */
  public Optional<String> group() {
    return value(PlacementParser.GROUP);
  }

  /** Those that are chosen, for messages. */
  Set<String> names() {
    return values.keySet();
  }

  /** The same with one value more, or another one. */
  Placement with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Placement(more);
  }

  /** The same without a word on paths, which TCP alone has. */
  Placement onePath() {
    Map<String, String> less = new LinkedHashMap<>(values);
    less.remove(PlacementParser.MULTIPATH);
    return new Placement(less);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** As it is written, with the question mark: {@code ?netns=blue&device=eth0}; empty for none. */
  @Override
  public String toString() {
    return values.isEmpty()
        ? ""
        : values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&", "?", ""));
  }
}
