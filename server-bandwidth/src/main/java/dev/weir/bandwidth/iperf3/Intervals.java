package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestTally;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The intervals of a test, and the end of its omitted seconds: when they are over, and what moved
 * in them. Belongs to the test's loop.
 */
final class Intervals {

  /** The part of an interval that is not worth one of its own. */
  private static final double SHORT = 0.1;

  private static final double ROUNDING = 1e-6;

  private final EventLoop loop;
  private final TestDescription test;
  private final StreamGroup streams;
  private final TestTally tally;
  private final TestEvents events;
  private final List<ScheduledFuture<?>> timers = new ArrayList<>();
  private long counting;
  private boolean ending;

  Intervals(
      EventLoop loop,
      TestDescription test,
      StreamGroup streams,
      TestTally tally,
      TestEvents events) {
    this.loop = loop;
    this.test = test;
    this.streams = streams;
    this.tally = tally;
    this.events = events;
  }

  /**
   * Time begins.
   *
   * @param since when, of {@link System#nanoTime()}: maybe a while ago
   * @param counted to be called when the omitted seconds are over, if there are any
   */
  void begin(long since, Runnable counted) {
    counting = since;
    long late = System.nanoTime() - since;
    long omit = TimeUnit.SECONDS.toNanos(test.settings().omit());
    if (omit > 0) {
      timers.add(loop.schedule(() -> endOmit(counted), omit - late, TimeUnit.NANOSECONDS));
    }
    tick(late);
  }

  /** With a first interval that began before now. */
  private void tick(long late) {
    long interval = Math.round(test.interval() * TimeUnit.SECONDS.toNanos(1));
    if (interval > 0) {
      timers.add(
          loop.scheduleAtFixedRate(
              this::over, Math.max(0, interval - late), interval, TimeUnit.NANOSECONDS));
    }
  }

  /** No more of them; what is being asked for is not told either. */
  void stop() {
    ending = true;
    cancelTimers();
  }

  private void cancelTimers() {
    timers.forEach(timer -> timer.cancel(false));
    timers.clear();
  }

  private void over() {
    long now = System.nanoTime();
    if (!lastIsDue(now)) {
      streams.sample().thenAcceptAsync(samples -> tell(now, samples), loop);
    }
  }

  /** Where this end decides the end, the last interval and the end are one. */
  private boolean lastIsDue(long now) {
    double left = test.settings().duration() - (now - counting) / 1e9;
    return test.role() == Role.CLIENT
        && test.settings().duration() > 0
        && !tally.omitting()
        && left < test.interval() * SHORT;
  }

  private void tell(long now, List<StreamSample> samples) {
    if (!ending) {
      tally.sample(now, samples).ifPresent(events::interval);
    }
  }

  /** Intervals begin anew with the part that counts. */
  private void endOmit(Runnable counted) {
    long now = System.nanoTime();
    cancelTimers();
    counted.run();
    streams.sample().thenAcceptAsync(samples -> count(now, samples), loop);
    tick(0);
  }

  private void count(long now, List<StreamSample> samples) {
    if (ending) {
      return;
    }
    if (wholeNumberOmitted()) {
      tell(now, samples);
    } else {
      tally.skip(now);
    }
    tally.endOmit(now, samples);
    counting = now;
    streams.restartJitter();
    events.counting();
  }

  /** As with the original, one that the end of the omitted seconds cuts short is not told. */
  private boolean wholeNumberOmitted() {
    double intervals = test.settings().omit() / test.interval();
    return Math.abs(intervals - Math.rint(intervals)) < ROUNDING;
  }
}
