package dev.weir.command.config;

import dev.weir.command.config.Setting.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The limits of one kind of server as settings: one row for each, with the name that it has in
 * code.
 *
 * @param <L> the limits in code
 */
final class LimitTable<L> {
  /** What the paths of all limits begin with. */
  static final String SECTION = "limits.";

  private final L defaults;
  private final List<Row<L, ?>> rows;

  private record Row<L, T>(Setting<T> setting, Function<L, T> read, BiFunction<L, T, L> change) {
    String name() {
      return setting.path().substring(SECTION.length());
    }

    Object plain(L limits) {
      T value = read.apply(limits);
      return value instanceof Number ? value : setting.type().print(value);
    }

    L applied(L limits, Values values) {
      return change.apply(limits, values.get(setting));
    }
  }

  private LimitTable(L defaults, List<Row<L, ?>> rows) {
    this.defaults = defaults;
    this.rows = List.copyOf(rows);
  }

  static <L> LimitTable<L> of(L defaults) {
    return new LimitTable<>(defaults, List.of());
  }

  /** With a limit that a reload changes in running servers. */
  <T> LimitTable<L> live(
      String name, ValueType<T> type, Function<L, T> read, BiFunction<L, T, L> change, String doc) {
    return with(new Row<>(setting(name, type, read, doc).reloaded(), read, change));
  }

  /** With a limit that holds from the start to the end. */
  <T> LimitTable<L> fixed(
      String name, ValueType<T> type, Function<L, T> read, BiFunction<L, T, L> change, String doc) {
    return with(new Row<>(setting(name, type, read, doc), read, change));
  }

  private <T> Setting<T> setting(String name, ValueType<T> type, Function<L, T> read, String doc) {
    return Setting.defaulted(Scope.SERVER, SECTION + name, type, read.apply(defaults), doc);
  }

  private LimitTable<L> with(Row<L, ?> row) {
    List<Row<L, ?>> more = new ArrayList<>(rows);
    more.add(row);
    return new LimitTable<>(defaults, more);
  }

  /** The rows as settings. */
  List<Setting<?>> settings() {
    return rows.stream().<Setting<?>>map(Row::setting).toList();
  }

  /** What the limits are, by the names of the rows: numbers, and texts as in a file. */
  Map<String, Object> plain(L limits) {
    Map<String, Object> plain = new LinkedHashMap<>();
    rows.forEach(row -> plain.put(row.name(), row.plain(limits)));
    return plain;
  }

  /** The limits that values describe. */
  L limits(Values values) {
    L limits = defaults;
    for (Row<L, ?> row : rows) {
      limits = row.applied(limits, values);
    }
    return limits;
  }
}
