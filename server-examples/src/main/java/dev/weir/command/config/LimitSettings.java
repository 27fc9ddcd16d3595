package dev.weir.command.config;

import dev.weir.bandwidth.iperf3.Iperf3Limits;
import dev.weir.server.connection.Limits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The limits of servers as settings. */
public final class LimitSettings {
  private static final int MOST = 10_000_000;
  private static final Duration SHORTEST_IDLE = Duration.ofMillis(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final long LEAST_OUTBOUND = 64 * 1024;
  private static final long MOST_OUTBOUND = 1 << 30;
  private static final long TERABIT = 1_000_000_000_000L;

  private static final LimitTable<Limits> CONNECTIONS =
      LimitTable.of(Limits.defaults())
          .live(
              "connections",
              Quantities.whole(1, MOST),
              Limits::connections,
              Limits::connections,
              "connections open at once; one more is reset")
          .live(
              "idle",
              Quantities.durationOrNever(SHORTEST_IDLE, DAY),
              Limits::idle,
              Limits::idle,
              "how long nothing may move on a connection before it is closed")
          .live(
              "outbound",
              Quantities.bytes(LEAST_OUTBOUND, MOST_OUTBOUND),
              limits -> (long) limits.outbound(),
              (limits, bytes) -> limits.outbound(Math.toIntExact(bytes)),
              "bytes that may wait to be sent, of a connection or a datagram socket");

  private static final LimitTable<Iperf3Limits> TESTS =
      LimitTable.of(Iperf3Limits.defaults())
          .fixed(
              "tests",
              Quantities.whole(1, MOST),
              Iperf3Limits::tests,
              Iperf3Limits::tests,
              "tests that may run at the same time; further clients wait")
          .fixed(
              "waiting",
              Quantities.whole(0, MOST),
              Iperf3Limits::waiting,
              Iperf3Limits::waiting,
              "clients that may wait; further ones are told that the server is busy")
          .fixed(
              "testsPerAddress",
              Quantities.whole(1, MOST),
              Iperf3Limits::testsPerAddress,
              Iperf3Limits::testsPerAddress,
              "tests that one client address may have, running and waiting")
          .fixed(
              "longest",
              Quantities.durationOrNever(Duration.ofSeconds(1), DAY),
              limits -> Duration.ofSeconds(limits.longest()),
              (limits, time) -> limits.longest(time.toSeconds()),
              "the longest test, omitted seconds included")
          .fixed(
              "bitrate",
              Quantities.bitrate(TERABIT),
              Iperf3Limits::bitrate,
              (limits, rate) -> limits.bitrate(rate, limits.bitrateWindow()),
              "the most that a test may move, all its streams together");

  /** Limits of whatever has a pipeline. */
  static final List<Setting<?>> PIPELINE = CONNECTIONS.settings();

  /** Limits of the bandwidth server. */
  static final List<Setting<?>> BANDWIDTH = TESTS.settings();

  /** All of them. */
  static final List<Setting<?>> ALL = Stream.concat(PIPELINE.stream(), BANDWIDTH.stream()).toList();

  private LimitSettings() {}

  /** The limits that a server's settings describe. */
  public static Limits of(Values values) {
    return CONNECTIONS.limits(values);
  }

  /** The limits that a bandwidth server's settings describe. */
  public static Iperf3Limits ofTests(Values values) {
    return TESTS.limits(values);
  }
}
