package dev.weir.bandwidth.report;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tests that never ran, for tests of what tells about them. */
final class Tests {

  private Tests() {}

  static TestDescription of(
      Role role, Protocol protocol, Direction direction, int parallel, int omit) {
    return new TestDescription(
        role,
        new TestSettings(
            protocol,
            direction,
            parallel,
            8192,
            omit,
            10,
            0,
            0,
            0,
            10_000_000,
            0,
            0,
            0,
            false,
            false,
            Optional.empty(),
            Optional.empty()),
        new HostPort("127.0.0.1", role == Role.CLIENT ? 5201 : 46650),
        "fi6ynkvyhyz3bmkqyoas5zj4n4f4tdeew6tu",
        Instant.parse("2026-11-22T19:53:10.123Z"),
        role == Role.CLIENT ? 32768 : 0,
        false,
        1);
  }

  /** A client's test, as given on its command line. */
  static TestDescription client(TestSettings settings, String cookie, String begun) {
    return new TestDescription(
        Role.CLIENT,
        settings,
        new HostPort("127.0.0.1", 5911),
        cookie,
        Instant.parse(begun),
        32768,
        false,
        1);
  }

  static TestSettings settings(
      Protocol protocol, Direction direction, int parallel, int blockSize, int omit, int seconds) {
    return new TestSettings(
        protocol,
        direction,
        parallel,
        blockSize,
        omit,
        seconds,
        0,
        0,
        0,
        10_000_000,
        0,
        0,
        0,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  static StreamDescription stream(int id, boolean sender) {
    return new StreamDescription(
        id,
        3 + 2 * id,
        new HostPort("127.0.0.1", 46660 + id),
        new HostPort("127.0.0.1", 5201),
        sender);
  }

  /** Times of a test that began when the clock stood at an odd number. */
  static long at(double seconds) {
    return 77_777_777L + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
  }

  static Optional<TcpSample> kernel(long retransmits, long rtt) {
    return Optional.of(new TcpSample(retransmits, 1_004_544, 111_616, rtt, 74, 65535, 2));
  }
}
