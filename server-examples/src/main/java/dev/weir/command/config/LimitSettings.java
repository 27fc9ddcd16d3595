package dev.weir.command.config;

import dev.weir.bandwidth.iperf3.Iperf3Limits;
import dev.weir.server.connection.AddressPrefix;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Overflow;
import dev.weir.server.connection.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The limits of servers as settings. */
public final class LimitSettings {
  private static final int MOST = 10_000_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MOST_DAYS = Duration.ofDays(1000);
  private static final long MOST_BYTES = 1L << 50;
  private static final long LEAST_OUTBOUND = 64 * 1024;
  private static final long MOST_OUTBOUND = 1 << 30;
  private static final long TERABIT = 1_000_000_000_000L;

  private static final int MOST_RANGES = 10_000;
  private static final ScalarType<Duration> TIME =
      Quantities.durationOrNever(Duration.ofMillis(10), DAY);
  private static final ScalarType<Long> RATE_OF_BYTES = Quantities.byteRate(1024, 1L << 40);
  private static final ScalarType<Overflow> OVERFLOW =
      new ScalarType<>(
          "policy",
          "stop-reading, or close",
          LimitSettings::policy,
          policy -> policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  private static final ScalarType<Rate> RATE =
      new ScalarType<>(
          "rate",
          "0 for no limit, or a number for each time, such as 100/s, 20/m or 1000/10s",
          Rate::parse,
          Rate::toString);
  private static final ListType<AddressPrefix> RANGES =
      new ListType<>(
          new ScalarType<>(
              "addresses",
              "all, or an address with a prefix length, such as 10.0.0.0/8 or 2001:db8::/32",
              AddressPrefix::parse,
              AddressPrefix::toString),
          0,
          MOST_RANGES);

  private static final LimitTable<Limits> CONNECTIONS =
      LimitTable.of(Limits.defaults())
          .live(
              "connections",
              Quantities.whole(1, MOST),
              Limits::connections,
              Limits::connections,
              "connections open at once; one more is reset")
          .live(
              "perAddress",
              Quantities.whole(0, MOST),
              limits -> limits.admission().perAddress(),
              Limits::perAddress,
              "connections open at once from one address, 0 for no limit; one more is reset")
          .live(
              "ipv4Prefix",
              Quantities.whole(0, 32),
              limits -> limits.admission().ipv4Prefix(),
              (limits, bits) -> limits.prefixes(bits, limits.admission().ipv6Prefix()),
              "bits of an IPv4 address that count as one address")
          .live(
              "ipv6Prefix",
              Quantities.whole(0, 128),
              limits -> limits.admission().ipv6Prefix(),
              (limits, bits) -> limits.prefixes(limits.admission().ipv4Prefix(), bits),
              "bits of an IPv6 address that count as one address")
          .live(
              "acceptRate",
              RATE,
              limits -> limits.admission().acceptRate(),
              Limits::acceptRate,
              "connections accepted in a time, all at once if need be; one more is reset")
          .live(
              "acceptRatePerAddress",
              RATE,
              limits -> limits.admission().acceptRatePerAddress(),
              Limits::acceptRatePerAddress,
              "connections accepted from one address in a time; one more is reset")
          .live(
              "allow",
              RANGES,
              limits -> limits.admission().rules().allow(),
              Limits::allow,
              "addresses that may connect, or send datagrams; where no wider `deny` holds one, nobody"
                  + " else may")
          .live(
              "deny",
              RANGES,
              limits -> limits.admission().rules().deny(),
              Limits::deny,
              "addresses that may not connect and are reset, and whose datagrams are dropped; of two"
                  + " ranges the smaller decides")
          .live(
              "idle",
              TIME,
              Limits::idle,
              Limits::idle,
              "how long nothing may move on a connection before it is closed")
          .live(
              "read",
              TIME,
              limits -> limits.timeouts().read(),
              Limits::read,
              "how long nothing may be received before a connection is closed")
          .live(
              "stall",
              TIME,
              limits -> limits.timeouts().stall(),
              Limits::stall,
              "how long a peer may take nothing of what waits for it before it is reset")
          .live(
              "firstBytes",
              TIME,
              limits -> limits.timeouts().firstBytes(),
              Limits::firstBytes,
              "how long a new connection may send nothing before it is closed")
          .live(
              "age",
              TIME,
              limits -> limits.timeouts().age(),
              (limits, most) -> limits.age(most, limits.timeouts().ageJitter()),
              "how old a connection may be before it is told to finish, and ended five seconds later")
          .live(
              "ageJitter",
              Quantities.whole(0, 100),
              limits -> limits.timeouts().ageJitter(),
              (limits, percent) -> limits.age(limits.timeouts().age(), percent),
              "percent of the age by which each connection's is shorter at random")
          .live(
              "outbound",
              Quantities.bytes(LEAST_OUTBOUND, MOST_OUTBOUND),
              limits -> (long) limits.outbound(),
              (limits, bytes) -> limits.outbound(Math.toIntExact(bytes)),
              "bytes that may wait to be sent, of a connection or a datagram socket")
          .live(
              "overflow",
              OVERFLOW,
              limits -> limits.flow().overflow(),
              Limits::overflow,
              "what happens while a peer does not take what waits for it")
          .live(
              "rateIn",
              RATE_OF_BYTES,
              limits -> limits.flow().rateIn(),
              (limits, rate) -> limits.rates(rate, limits.flow().rateOut()),
              "bytes a second that are read from each connection")
          .live(
              "rateOut",
              RATE_OF_BYTES,
              limits -> limits.flow().rateOut(),
              (limits, rate) -> limits.rates(limits.flow().rateIn(), rate),
              "bytes a second that are sent to each connection")
          .live(
              "serverRateIn",
              RATE_OF_BYTES,
              limits -> limits.flow().serverRateIn(),
              (limits, rate) -> limits.serverRates(rate, limits.flow().serverRateOut()),
              "bytes a second that are read from all connections together")
          .live(
              "serverRateOut",
              RATE_OF_BYTES,
              limits -> limits.flow().serverRateOut(),
              (limits, rate) -> limits.serverRates(limits.flow().serverRateIn(), rate),
              "bytes a second that are sent to all connections together");

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
              "timePerAddress",
              Quantities.durationOrNever(Duration.ofSeconds(1), MOST_DAYS),
              Iperf3Limits::timePerAddress,
              Iperf3Limits::timePerAddress,
              "how long tests of one client address may run, all together, in a day")
          .fixed(
              "bitratePerAddress",
              Quantities.bitrate(TERABIT),
              Iperf3Limits::bitratePerAddress,
              Iperf3Limits::bitratePerAddress,
              "the most that tests of one client address may move, all together")
          .fixed(
              "bytesPerAddress",
              Quantities.bytes(0, MOST_BYTES),
              Iperf3Limits::bytesPerAddress,
              Iperf3Limits::bytesPerAddress,
              "bytes that tests of one client address may move in a day, all together; 0 for no limit")
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

  private static Overflow policy(String text) {
    return switch (text) {
      case "stop-reading" -> Overflow.STOP_READING;
      case "close" -> Overflow.CLOSE;
      default -> throw new IllegalArgumentException();
    };
  }

  /** The limits that a server's settings describe. */
  public static Limits of(Values values) {
    return CONNECTIONS.limits(values);
  }

  /** Limits by the names that they have in a file: numbers, and texts as they stand there. */
  public static Map<String, Object> plain(Limits limits) {
    return CONNECTIONS.plain(limits);
  }

  /** The limits that a bandwidth server's settings describe. */
  public static Iperf3Limits ofTests(Values values) {
    return TESTS.limits(values);
  }
}
