package dev.weir.server.connection;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of limits that mean nothing where there are no connections. */
final class ConnectionLimits {
  private static final List<Row> ROWS =
      List.of(
          new Row("connections", Limits::connections),
          new Row("perAddress", limits -> limits.admission().perAddress()),
          new Row("ipv4Prefix", limits -> limits.admission().ipv4Prefix()),
          new Row("ipv6Prefix", limits -> limits.admission().ipv6Prefix()),
          new Row("acceptRate", limits -> limits.admission().acceptRate()),
          new Row("acceptRatePerAddress", limits -> limits.admission().acceptRatePerAddress()),
          new Row("idle", Limits::idle),
          new Row("read", limits -> limits.timeouts().read()),
          new Row("stall", limits -> limits.timeouts().stall()),
          new Row("firstBytes", limits -> limits.timeouts().firstBytes()),
          new Row("age", limits -> limits.timeouts().age()),
          new Row("ageJitter", limits -> limits.timeouts().ageJitter()),
          new Row("overflow", limits -> limits.flow().overflow()),
          new Row("rateIn", limits -> limits.flow().rateIn()),
          new Row("rateOut", limits -> limits.flow().rateOut()),
          new Row("serverRateIn", limits -> limits.flow().serverRateIn()),
          new Row("serverRateOut", limits -> limits.flow().serverRateOut()));

  private ConnectionLimits() {}

  private record Row(String name, Function<Limits, Object> value) {
    boolean changed(Limits limits) {
      return !value.apply(limits).equals(value.apply(Limits.defaults()));
    }

    String refusal(Limits limits) {
      return "%s: %s (expected: %s, the default)"
          .formatted(name, value.apply(limits), value.apply(Limits.defaults()));
    }
  }

  static List<String> changed(Limits limits) {
    return ROWS.stream().filter(row -> row.changed(limits)).map(Row::name).toList();
  }

  static void requireNone(Limits limits) {
    String refusals =
        ROWS.stream()
            .filter(row -> row.changed(limits))
            .map(row -> row.refusal(limits))
            .collect(Collectors.joining(", "));
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(
          ("limits: %s; UDP has no connections: give it outbound, allow and deny alone, and bound"
                  + " peers by Sessions")
              .formatted(refusals));
    }
  }
}
