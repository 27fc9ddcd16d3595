package dev.weir.bandwidth.iperf3;

import java.time.Duration;
import java.util.Optional;

/**
 * What bounds an iperf3 server. Immutable: every setter gives a new one.
 *
 * @param tests that may run at the same time, from 1
 * @param waiting clients that may wait for room; they are kept without a word, which every client
 *     bears; further ones are told that the server is busy
 * @param testsPerAddress that one client address may have, running and waiting, from 1
 * @param longest test in seconds, omitted seconds included, 0 for no limit; with a limit endless
 *     tests are refused
 * @param bitrate of a test, all its streams together, in bits per second, 0 for no limit
 * @param bitrateWindow over which a running test is held to the bitrate
 * @param step how long a client may take for each step of a test's beginning and end
 * @param receiveTimeout how long a test that should move data may move none
 * @param grace how long a test may go on after its time
 */
public record Iperf3Limits(
    int tests,
    int waiting,
    int testsPerAddress,
    long longest,
    long bitrate,
    Duration bitrateWindow,
    Duration step,
    Duration receiveTimeout,
    Duration grace) {

  /** Refuses values that cannot be meant. */
  public Iperf3Limits {
    atLeast("tests", tests, 1);
    atLeast("waiting", waiting, 0);
    atLeast("testsPerAddress", testsPerAddress, 1);
    atLeast("longest", longest, 0);
    atLeast("bitrate", bitrate, 0);
    positive("bitrateWindow", bitrateWindow);
    positive("step", step);
    positive("receiveTimeout", receiveTimeout);
    positive("grace", grace);
  }

  /**
   * 64 tests at a time, 64 clients waiting, 64 tests of one address, 10 seconds for a step, 120
   * seconds without data, 40 seconds of grace, no limit of time and rate.
   *
   * @return the limits of a server that nobody configured
   */
  public static Iperf3Limits defaults() {
    return new Iperf3Limits(
        64,
        64,
        64,
        0,
        0,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(120),
        Duration.ofSeconds(40));
  }

  /**
   * Sets how many tests may run at the same time.
   *
   * @param count from 1
   * @return a copy
   */
  public Iperf3Limits tests(int count) {
    return new Iperf3Limits(
        count,
        waiting,
        testsPerAddress,
        longest,
        bitrate,
        bitrateWindow,
        step,
        receiveTimeout,
        grace);
  }

  /**
   * Sets how many clients may wait for room.
   *
   * @param count 0 to tell every further client that the server is busy
   * @return a copy
   */
  public Iperf3Limits waiting(int count) {
    return new Iperf3Limits(
        tests,
        count,
        testsPerAddress,
        longest,
        bitrate,
        bitrateWindow,
        step,
        receiveTimeout,
        grace);
  }

  /**
   * Sets how many tests one client address may have.
   *
   * @param count from 1
   * @return a copy
   */
  public Iperf3Limits testsPerAddress(int count) {
    return new Iperf3Limits(
        tests, waiting, count, longest, bitrate, bitrateWindow, step, receiveTimeout, grace);
  }

  /**
   * Sets the longest test.
   *
   * @param seconds omitted seconds included, 0 for no limit
   * @return a copy
   */
  public Iperf3Limits longest(long seconds) {
    return new Iperf3Limits(
        tests,
        waiting,
        testsPerAddress,
        seconds,
        bitrate,
        bitrateWindow,
        step,
        receiveTimeout,
        grace);
  }

  /**
   * Sets the bitrate of a test.
   *
   * @param bitsPerSecond all streams together, 0 for no limit
   * @param window over which a running test is held to it
   * @return a copy
   */
  public Iperf3Limits bitrate(long bitsPerSecond, Duration window) {
    return new Iperf3Limits(
        tests,
        waiting,
        testsPerAddress,
        longest,
        bitsPerSecond,
        window,
        step,
        receiveTimeout,
        grace);
  }

  /**
   * Sets how long a client may take for each step of a test's beginning and end.
   *
   * @param time above 0
   * @return a copy
   */
  public Iperf3Limits step(Duration time) {
    return new Iperf3Limits(
        tests,
        waiting,
        testsPerAddress,
        longest,
        bitrate,
        bitrateWindow,
        time,
        receiveTimeout,
        grace);
  }

  /**
   * Sets how long a test that should move data may move none.
   *
   * @param time above 0
   * @return a copy
   */
  public Iperf3Limits receiveTimeout(Duration time) {
    return new Iperf3Limits(
        tests, waiting, testsPerAddress, longest, bitrate, bitrateWindow, step, time, grace);
  }

  /**
   * Sets how long a test may go on after its time.
   *
   * @param time above 0
   * @return a copy
   */
  public Iperf3Limits grace(Duration time) {
    return new Iperf3Limits(
        tests,
        waiting,
        testsPerAddress,
        longest,
        bitrate,
        bitrateWindow,
        step,
        receiveTimeout,
        time);
  }

  /** Refuses a test that asks for more than may be had. */
  void check(TestParameters parameters) throws TestFailure {
    long time = parameters.number(Parameter.TIME);
    if (longest > 0 && (time == 0 || time + parameters.number(Parameter.OMIT) > longest)) {
      throw new TestFailure(ErrorCode.MAXIMUM_DURATION);
    }
    if (bitrate > 0
        && (above(parameters, Parameter.BANDWIDTH) || above(parameters, Parameter.FQRATE))) {
      throw new TestFailure(ErrorCode.TOTAL_RATE);
    }
  }

  private boolean above(TestParameters parameters, Parameter rate) {
    long most = bitrate / parameters.streams();
    return parameters.number(rate) > most;
  }

  /** When a running test is over at the latest. */
  Optional<Duration> latestEnd(TestParameters parameters) {
    long time = parameters.number(Parameter.TIME);
    return time == 0
        ? Optional.empty()
        : Optional.of(grace.plusSeconds(time + parameters.number(Parameter.OMIT)));
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " or more)");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above 0)");
    }
  }
}
