package dev.weir.bandwidth.iperf3;

import java.util.concurrent.TimeUnit;

/**
 * What one client address has used of what it may use in a day, which begins with its first test.
 * Any thread; its lock is held for a few instructions only.
 */
final class Account {

  private static final long DAY = TimeUnit.DAYS.toNanos(1);

  private final Iperf3Limits limits;
  private final RecentBytes recent;
  private long dayBegun;
  private long nanos;
  private long bytes;
  private double asked;

  Account(Iperf3Limits limits, long nanoTime) {
    this.limits = limits;
    recent = new RecentBytes(limits.windowSeconds());
    dayBegun = nanoTime;
  }

  /** Refuses a test that asks for more than is left. */
  synchronized void begin(TestParameters parameters, long nanoTime) throws TestFailure {
    renew(nanoTime);
    checkTime(parameters.number(Parameter.TIME) + parameters.number(Parameter.OMIT));
    checkBytes(parameters.number(Parameter.NUM));
    checkRate(rate(parameters));
    asked += rate(parameters);
  }

  synchronized void end(TestParameters parameters) {
    asked -= rate(parameters);
  }

  /** What all streams ask for together, in bits per second; 0 where that is open. */
  private static double rate(TestParameters parameters) {
    long rate = parameters.number(Parameter.BANDWIDTH);
    double each = rate > 0 ? rate : parameters.number(Parameter.FQRATE);
    return each * parameters.streams();
  }

  /**
   * Puts on the bill what a running test has used.
   *
   * @throws TestFailure where the address has no more to use
   */
  synchronized void use(long moved, long time, long nanoTime) throws TestFailure {
    renew(nanoTime);
    nanos += time;
    bytes += moved;
    recent.add(nanoTime, moved);
    if (limits.timePerAddress().toNanos() > 0 && nanos > limits.timePerAddress().toNanos()) {
      throw spent(ErrorCode.DURATION_EXPIRED, "its address has used up its time of the day");
    }
    checkBytes(0);
    if (above(recent.bitrate())) {
      throw spent(ErrorCode.TOTAL_RATE, "its address moves more than it may");
    }
  }

  private void renew(long nanoTime) {
    if (nanoTime - dayBegun >= DAY) {
      dayBegun = nanoTime;
      nanos = 0;
      bytes = 0;
    }
  }

  private void checkTime(long seconds) throws TestFailure {
    long most = limits.timePerAddress().toNanos();
    if (most > 0 && (nanos >= most || TimeUnit.SECONDS.toNanos(seconds) > most - nanos)) {
      throw spent(ErrorCode.MAXIMUM_DURATION, "its address has too little time left of the day");
    }
  }

  private void checkBytes(long wanted) throws TestFailure {
    long most = limits.bytesPerAddress();
    if (most > 0 && (bytes >= most || wanted > most - bytes)) {
      throw spent(ErrorCode.TOTAL_RATE, "its address has too few bytes left of the day");
    }
  }

  private void checkRate(double wanted) throws TestFailure {
    if (above(asked + wanted)) {
      throw spent(ErrorCode.TOTAL_RATE, "its address asks for more than it may move");
    }
  }

  private boolean above(double rate) {
    return limits.bitratePerAddress() > 0 && rate > limits.bitratePerAddress();
  }

  private static TestFailure spent(ErrorCode code, String why) {
    return new TestFailure(code, 0, code.text() + ": " + why);
  }
}
