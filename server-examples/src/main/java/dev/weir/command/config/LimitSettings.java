package dev.weir.command.config;

import dev.weir.command.config.Setting.Scope;
import dev.weir.server.connection.Limits;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The limits of a server as settings: one row for each, with the name that it has in {@link
 * Limits}.
 */
public final class LimitSettings {
  /** What the paths of all limits begin with. */
  static final String SECTION = "limits.";

  private static final int MOST_CONNECTIONS = 10_000_000;
  private static final Duration SHORTEST_IDLE = Duration.ofMillis(10);
  private static final Duration LONGEST_IDLE = Duration.ofDays(1);
  private static final long LEAST_OUTBOUND = 64 * 1024;
  private static final long MOST_OUTBOUND = 1 << 30;

  private static final List<Row<?>> ROWS =
      List.of(
          row(
              "connections",
              Quantities.whole(1, MOST_CONNECTIONS),
              Limits::connections,
              Limits::connections,
              "connections open at once; one more is reset"),
          row(
              "idle",
              Quantities.durationOrNever(SHORTEST_IDLE, LONGEST_IDLE),
              Limits::idle,
              Limits::idle,
              "how long nothing may move on a connection before it is closed"),
          row(
              "outbound",
              Quantities.bytes(LEAST_OUTBOUND, MOST_OUTBOUND),
              limits -> (long) limits.outbound(),
              (limits, bytes) -> limits.outbound(Math.toIntExact(bytes)),
              "bytes that may wait to be sent, of a connection or a datagram socket"));

  /** The rows as settings. */
  static final List<Setting<?>> ALL = ROWS.stream().<Setting<?>>map(Row::setting).toList();

  private record Row<T>(Setting<T> setting, BiFunction<Limits, T, Limits> change) {
    Limits applied(Limits limits, Values values) {
      return change.apply(limits, values.get(setting));
    }
  }

  private LimitSettings() {}

  /** The limits that a server's settings describe. */
  public static Limits of(Values values) {
    Limits limits = Limits.defaults();
    for (Row<?> row : ROWS) {
      limits = row.applied(limits, values);
    }
    return limits;
  }

  private static <T> Row<T> row(
      String name,
      ValueType<T> type,
      Function<Limits, T> read,
      BiFunction<Limits, T, Limits> change,
      String doc) {
    T fallback = read.apply(Limits.defaults());
    return new Row<>(
        Setting.defaulted(Scope.SERVER, SECTION + name, type, fallback, doc).reloaded(), change);
  }
}
