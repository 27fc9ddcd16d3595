package dev.weir.command.config;

import dev.weir.command.config.Setting.Scope;
import dev.weir.server.connection.Sessions;
import dev.weir.server.connection.Sessions.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The bounds of a UDP server's sessions as settings, each with the name that it has in code. What
 * nobody gives stays as the handler has it.
 */
public final class SessionSettings {
  /** What the paths of all begin with. */
  static final String SECTION = "sessions.";

  private static final int MOST = 10_000_000;
  private static final long LEAST_MEMORY = 64 * 1024;
  private static final long MOST_MEMORY = 1 << 30;

  private static final ScalarType<Overflow> OVERFLOW =
      new ScalarType<>(
          "policy",
          "drop-newest, or drop-oldest",
          SessionSettings::policy,
          policy -> policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));

  private record Row<T>(Setting<T> setting, BiFunction<Sessions, T, Sessions> change) {
    Sessions applied(Sessions bounds, Values values) {
      return values.find(setting).map(value -> change.apply(bounds, value)).orElse(bounds);
    }
  }

  private static final List<Row<?>> ROWS =
      List.of(
          row(
              "idle",
              Quantities.duration(Duration.ofMillis(10), Duration.ofDays(1)),
              (bounds, silence) ->
                  new Sessions(
                      silence,
                      bounds.limit(),
                      bounds.perAddress(),
                      bounds.queue(),
                      bounds.memory(),
                      bounds.overflow(),
                      bounds.connected()),
              "how long a peer may send nothing before its session ends"),
          row(
              "limit",
              Quantities.whole(1, MOST),
              Sessions::limit,
              "sessions open at once; datagrams of one peer more are dropped"),
          row(
              "perAddress",
              Quantities.whole(1, MOST),
              Sessions::perAddress,
              "sessions open at once for one address; datagrams of one more are dropped"),
          row(
              "queue",
              Quantities.whole(1, MOST),
              Sessions::queue,
              "datagrams that may wait for one session's code"),
          row(
              "memory",
              Quantities.bytes(LEAST_MEMORY, MOST_MEMORY),
              (bounds, bytes) -> bounds.memory(Math.toIntExact(bytes)),
              "bytes that may wait for the code of all sessions"),
          row(
              "overflow",
              OVERFLOW,
              Sessions::overflow,
              "which datagram is dropped where a session's queue is full"),
          row(
              "connected",
              Quantities.whole(0, MOST),
              Sessions::connected,
              "busy sessions that may have a connected socket of their own; one shard, epoll"));

  /** All of them. */
  static final List<Setting<?>> ALL = ROWS.stream().<Setting<?>>map(Row::setting).toList();

  private SessionSettings() {}

  private static <T> Row<T> row(
      String name, ValueType<T> type, BiFunction<Sessions, T, Sessions> change, String doc) {
    return new Row<>(Setting.optional(Scope.SERVER, SECTION + name, type, doc).reloaded(), change);
  }

  private static Overflow policy(String text) {
    return switch (text) {
      case "drop-newest" -> Overflow.DROP_NEWEST;
      case "drop-oldest" -> Overflow.DROP_OLDEST;
      default -> throw new IllegalArgumentException();
    };
  }

  /** What a server's settings make of the bounds that its handler has. */
  public static UnaryOperator<Sessions> of(Values values) {
    return bounds -> {
      Sessions changed = bounds;
      for (Row<?> row : ROWS) {
        changed = row.applied(changed, values);
      }
      return changed;
    };
  }

  /** Whether both make the same of the bounds. */
  static boolean same(Values one, Values other) {
    return ALL.stream().allMatch(setting -> one.find(setting).equals(other.find(setting)));
  }
}
