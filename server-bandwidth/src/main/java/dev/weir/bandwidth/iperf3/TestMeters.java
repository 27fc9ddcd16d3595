package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.server.metrics.MeterRow;
import dev.weir.server.metrics.MeterRow.Kind;
import dev.weir.server.metrics.MeterRow.Place;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The table of a bandwidth server's meters: what a registry gets and what the reference says. */
public final class TestMeters {

  /** Of a server. */
  static final List<MeterRow<Activity>> SERVER =
      List.of(
          server(
              "weir.tests.running", Kind.GAUGE, "tests", "", "Tests running.", Activity::running),
          server(
              "weir.tests.waiting",
              Kind.GAUGE,
              "clients",
              "",
              "Clients that wait for room.",
              Activity::waiting),
          ended(Outcome.MEASURED, "Tests that ended with results."),
          ended(Outcome.FAILED, "Tests that ended without, for whatever reason."),
          ended(Outcome.BUSY, "Clients that were told that the server is busy."),
          moved(Protocol.TCP, false, "Received by TCP tests."),
          moved(Protocol.TCP, true, "Sent by TCP tests."),
          moved(Protocol.UDP, false, "Received by UDP tests."),
          moved(Protocol.UDP, true, "Sent by UDP tests."),
          server(
              "weir.tests.strays",
              Kind.COUNTER,
              "datagrams",
              "",
              "Datagrams that belong to no test, among them hellos of other addresses.",
              Activity::strays));

  /** Of a test while it runs. */
  static final List<MeterRow<RunningTest>> TEST =
      List.of(
          test(
              "weir.test.seconds",
              Kind.GAUGE,
              "seconds",
              "",
              "Since it began.",
              RunningTest::seconds),
          test(
              "weir.test.streams",
              Kind.GAUGE,
              "streams",
              "",
              "Of both directions.",
              RunningTest::streams),
          test(
              "weir.test.bytes",
              Kind.COUNTER,
              "bytes",
              "direction=in",
              "Received.",
              test -> test.bytes(false)),
          test(
              "weir.test.bytes",
              Kind.COUNTER,
              "bytes",
              "direction=out",
              "Sent.",
              test -> test.bytes(true)));

  /** How a test ended. */
  enum Outcome {
    MEASURED,
    FAILED,
    BUSY
  }

  private TestMeters() {}

  /**
   * All rows, in the order of the reference.
   *
   * @return of a server, then of a test
   */
  public static List<MeterRow<?>> all() {
    return Stream.of(SERVER, TEST).<MeterRow<?>>flatMap(List::stream).toList();
  }

  private static MeterRow<Activity> ended(Outcome outcome, String meaning) {
    String name = outcome.name().toLowerCase(Locale.ROOT);
    return server(
        "weir.tests.ended",
        Kind.COUNTER,
        "tests",
        "outcome=" + name,
        meaning,
        activity -> activity.ended(outcome));
  }

  private static MeterRow<Activity> moved(Protocol protocol, boolean out, String meaning) {
    String name = "weir.tests.%s.bytes".formatted(protocol.name().toLowerCase(Locale.ROOT));
    return server(
        name,
        Kind.COUNTER,
        "bytes",
        "direction=" + (out ? "out" : "in"),
        meaning,
        activity -> activity.bytes(protocol, out));
  }

  private static MeterRow<Activity> server(
      String name,
      Kind kind,
      String unit,
      String tag,
      String meaning,
      ToDoubleFunction<Activity> value) {
    return new MeterRow<>(name, kind, unit, Place.SERVER, tag, meaning, value, List.of());
  }

  private static MeterRow<RunningTest> test(
      String name,
      Kind kind,
      String unit,
      String tag,
      String meaning,
      ToDoubleFunction<RunningTest> value) {
    return new MeterRow<>(name, kind, unit, Place.TEST, tag, meaning, value, List.of());
  }
}
