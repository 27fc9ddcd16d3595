package dev.weir.bandwidth.iperf3;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What bounds an iperf3 server. Immutable: every setter gives a new one. A client address is an
 * IPv4 address, or all of an IPv6 network of 64 bits.
 */
public final class Iperf3Limits {

  private static final Iperf3Limits DEFAULTS = new Iperf3Limits(new Draft());

  /** The longest time that a client can ask for. */
  private static final Duration DAY = Duration.ofDays(1);

  /** Of all tests of an address in a day. */
  private static final Duration MOST_TIME = Duration.ofDays(1000);

  /** Never changed once it belongs to limits. */
  private static final class Draft {
    int tests = 128;
    int waiting = 64;
    int testsPerAddress = 64;
    Duration timePerAddress = Duration.ZERO;
    long bitratePerAddress;
    long bytesPerAddress;
    long longest;
    long bitrate;
    Duration bitrateWindow = Duration.ofSeconds(5);
    Duration step = Duration.ofSeconds(10);
    Duration receiveTimeout = Duration.ofMinutes(2);
    Duration grace = Duration.ofSeconds(40);

    Draft() {}

    Draft(Draft other) {
      tests = other.tests;
      waiting = other.waiting;
      testsPerAddress = other.testsPerAddress;
      timePerAddress = other.timePerAddress;
      bitratePerAddress = other.bitratePerAddress;
      bytesPerAddress = other.bytesPerAddress;
      longest = other.longest;
      bitrate = other.bitrate;
      bitrateWindow = other.bitrateWindow;
      step = other.step;
      receiveTimeout = other.receiveTimeout;
      grace = other.grace;
    }
  }

  private final Draft values;

  private Iperf3Limits(Draft values) {
    this.values = values;
  }

  private Iperf3Limits with(Consumer<Draft> change) {
    Draft draft = new Draft(values);
    change.accept(draft);
    return new Iperf3Limits(draft);
  }

  /**
   * 128 tests at a time and 64 clients waiting, of which one client address may have 64; 10 seconds
   * for a step, 120 seconds without data, 40 seconds of grace; no limit of a test's time and rate,
   * and none of what an address may use in a day.
   *
   * @return the limits of a server that nobody configured
   */
  public static Iperf3Limits defaults() {
    return DEFAULTS;
  }

  /**
   * How many tests may run at the same time.
   *
   * @return from 1
   */
  public int tests() {
    return values.tests;
  }

  /**
   * Sets {@link #tests()}.
   *
   * @param count from 1
   * @return a copy
   */
  public Iperf3Limits tests(int count) {
    int checked = Math.toIntExact(atLeast("tests", count, 1));
    return with(draft -> draft.tests = checked);
  }

  /**
   * How many clients may wait for room. They are kept without a word, which every client bears;
   * further ones are told that the server is busy.
   *
   * @return from 0
   */
  public int waiting() {
    return values.waiting;
  }

  /**
   * Sets {@link #waiting()}.
   *
   * @param count from 0
   * @return a copy
   */
  public Iperf3Limits waiting(int count) {
    int checked = Math.toIntExact(atLeast("waiting", count, 0));
    return with(draft -> draft.waiting = checked);
  }

  /**
   * How many tests one client address may have, running and waiting; then it is told that the
   * server is busy.
   *
   * @return from 1
   */
  public int testsPerAddress() {
    return values.testsPerAddress;
  }

  /**
   * Sets {@link #testsPerAddress()}.
   *
   * @param count from 1
   * @return a copy
   */
  public Iperf3Limits testsPerAddress(int count) {
    int checked = Math.toIntExact(atLeast("testsPerAddress", count, 1));
    return with(draft -> draft.testsPerAddress = checked);
  }

  /**
   * How long tests of one client address may run, all together, in the 24 hours from its first. A
   * test that asks for more than is left is refused; one whose time is open ends when none is left.
   *
   * @return 0 for no limit
   */
  public Duration timePerAddress() {
    return values.timePerAddress;
  }

  /**
   * Sets {@link #timePerAddress()}.
   *
   * @param time 0 for no limit, at most 1000 days
   * @return a copy
   */
  public Iperf3Limits timePerAddress(Duration time) {
    Duration checked = bounded("timePerAddress", time);
    return with(draft -> draft.timePerAddress = checked);
  }

  /**
   * What tests of one client address may move, all together, in bits per second: a test that asks
   * for more than is left is refused, and one that makes it more over {@link #bitrateWindow()} is
   * ended.
   *
   * @return 0 for no limit
   */
  public long bitratePerAddress() {
    return values.bitratePerAddress;
  }

  /**
   * Sets {@link #bitratePerAddress()}.
   *
   * @param bitsPerSecond 0 for no limit
   * @return a copy
   */
  public Iperf3Limits bitratePerAddress(long bitsPerSecond) {
    long checked = atLeast("bitratePerAddress", bitsPerSecond, 0);
    return with(draft -> draft.bitratePerAddress = checked);
  }

  /**
   * How many bytes tests of one client address may move, all together, in the 24 hours from its
   * first. Whoever has used them up is refused, or ended.
   *
   * @return 0 for no limit
   */
  public long bytesPerAddress() {
    return values.bytesPerAddress;
  }

  /**
   * Sets {@link #bytesPerAddress()}.
   *
   * @param bytes 0 for no limit
   * @return a copy
   */
  public Iperf3Limits bytesPerAddress(long bytes) {
    long checked = atLeast("bytesPerAddress", bytes, 0);
    return with(draft -> draft.bytesPerAddress = checked);
  }

  /**
   * The longest test in seconds, omitted seconds included. With a limit tests whose time is open
   * are refused; without, they end after a day.
   *
   * @return 0 for no limit
   */
  public long longest() {
    return values.longest;
  }

  /**
   * Sets {@link #longest()}.
   *
   * @param seconds 0 for no limit
   * @return a copy
   */
  public Iperf3Limits longest(long seconds) {
    long checked = atLeast("longest", seconds, 0);
    return with(draft -> draft.longest = checked);
  }

  /**
   * What a test may move, all its streams together, in bits per second: one that asks for more is
   * refused, one that moves more over {@link #bitrateWindow()} is ended.
   *
   * @return 0 for no limit
   */
  public long bitrate() {
    return values.bitrate;
  }

  /**
   * Over which running tests are held to their bitrates.
   *
   * @return above 0; whole seconds count
   */
  public Duration bitrateWindow() {
    return values.bitrateWindow;
  }

  /**
   * Sets {@link #bitrate()} and {@link #bitrateWindow()}.
   *
   * @param bitsPerSecond 0 for no limit
   * @param window above 0
   * @return a copy
   */
  public Iperf3Limits bitrate(long bitsPerSecond, Duration window) {
    long rate = atLeast("bitrate", bitsPerSecond, 0);
    Duration checked = positive("bitrateWindow", window);
    return with(draft -> {
      draft.bitrate = rate;
      draft.bitrateWindow = checked;
    });
  }

  /**
   * How long a client may take for each step of a test's beginning and end.
   *
   * @return above 0
   */
  public Duration step() {
    return values.step;
  }

  /**
   * Sets {@link #step()}.
   *
   * @param time above 0
   * @return a copy
   */
  public Iperf3Limits step(Duration time) {
    Duration checked = positive("step", time);
    return with(draft -> draft.step = checked);
  }

  /**
   * How long a test that should move data may move none.
   *
   * @return above 0
   */
  public Duration receiveTimeout() {
    return values.receiveTimeout;
  }

  /**
   * Sets {@link #receiveTimeout()}.
   *
   * @param time above 0
   * @return a copy
   */
  public Iperf3Limits receiveTimeout(Duration time) {
    Duration checked = positive("receiveTimeout", time);
    return with(draft -> draft.receiveTimeout = checked);
  }

  /**
   * How long a test may go on after its time.
   *
   * @return above 0
   */
  public Duration grace() {
    return values.grace;
  }

  /**
   * Sets {@link #grace()}.
   *
   * @param time above 0
   * @return a copy
   */
  public Iperf3Limits grace(Duration time) {
    Duration checked = positive("grace", time);
    return with(draft -> draft.grace = checked);
  }

  /** The window of bitrates in whole seconds, from 1. */
  int windowSeconds() {
    return (int) Math.clamp(values.bitrateWindow.toSeconds(), 1, DAY.toSeconds());
  }

  /** Whether what an address uses has to be remembered. */
  boolean quotas() {
    return values.bitratePerAddress > 0
        || values.bytesPerAddress > 0
        || values.timePerAddress.isPositive();
  }

  /** Refuses a test that asks for more than may be had. */
  void check(TestParameters parameters) throws TestFailure {
    long time = parameters.number(Parameter.TIME);
    long longest = values.longest;
    if (longest > 0 && (time == 0 || time + parameters.number(Parameter.OMIT) > longest)) {
      throw new TestFailure(ErrorCode.MAXIMUM_DURATION);
    }
    if (values.bitrate > 0
        && (above(parameters, Parameter.BANDWIDTH) || above(parameters, Parameter.FQRATE))) {
      throw new TestFailure(ErrorCode.TOTAL_RATE);
    }
  }

  private boolean above(TestParameters parameters, Parameter rate) {
    long most = values.bitrate / parameters.streams();
    return parameters.number(rate) > most;
  }

  /** When a running test is over at the latest. */
  Duration latestEnd(TestParameters parameters) {
    long time = parameters.number(Parameter.TIME);
    Duration asked = time == 0 ? DAY : Duration.ofSeconds(time);
    return values.grace.plus(asked).plusSeconds(parameters.number(Parameter.OMIT));
  }

  private static long atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " or more)");
    }
    return value;
  }

  private static Duration bounded(String name, Duration value) {
    if (value.isNegative() || value.compareTo(MOST_TIME) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 0 to " + MOST_TIME.toDays() + " days)");
    }
    return value;
  }

  private static Duration positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above 0)");
    }
    return value;
  }
}
