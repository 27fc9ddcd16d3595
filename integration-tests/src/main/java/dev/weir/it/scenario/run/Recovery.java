package dev.weir.it.scenario.run;

import dev.weir.it.scenario.FaultKind;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.result.Interval;
import dev.weir.it.scenario.result.WireSample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long throughput takes to come back after a fault is over: until a third of a second passes at
 * four fifths of the median before the first fault.
 */
record Recovery(Scenario scenario, List<Double> ends, List<Slice> slices) {

  private static final double SHARE = 0.8;
  private static final double WINDOW = 0.3;
  private static final double RAMP = 0.3;

  /** A piece of time and its mean rate. */
  record Slice(double start, double end, double rate) {}

  /**
   * The recovery of a test.
   *
   * @param ended when faults were over, in seconds; an end that has not come is not there
   */
  static Recovery of(
      Scenario scenario, List<Double> ended, List<WireSample> wire, List<Interval> intervals) {
    return new Recovery(scenario, ended, wire.size() > 1 ? slices(wire) : fromTool(intervals));
  }

  private static List<Slice> slices(List<WireSample> wire) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 1; i < wire.size(); i++) {
      WireSample last = wire.get(i - 1);
      WireSample now = wire.get(i);
      double bytes = now.up() - last.up() + now.down() - last.down();
      double seconds = Math.max(1e-3, now.seconds() - last.seconds());
      slices.add(new Slice(last.seconds(), now.seconds(), bytes / seconds));
    }
    return slices;
  }

  private static List<Slice> fromTool(List<Interval> intervals) {
    return intervals.stream().map(one -> new Slice(one.start(), one.end(), one.bits())).toList();
  }

  /** The longest of all faults' recoveries in seconds; empty where one never came back. */
  OptionalDouble longest() {
    double worst = 0;
    if (ends.size() < ends(scenario)) {
      return OptionalDouble.empty();
    }
    for (double end : ends) {
      OptionalDouble back = back(end);
      if (back.isEmpty()) {
        return back;
      }
      worst = Math.max(worst, back.getAsDouble() - end);
    }
    return OptionalDouble.of(worst);
  }

  /** How many faults are over at some time of the test. */
  static long ends(Scenario scenario) {
    return scenario.faults().stream()
        .filter(fault -> fault.end().isPresent() || fault.kind().ends().isPresent())
        .count();
  }

  private OptionalDouble back(double end) {
    double wanted = SHARE * before();
    for (Slice slice : slices) {
      // One that lies mostly after the end tells of what came after it; a tool's may be long.
      boolean after = (slice.start() + slice.end()) / 2 >= end;
      if (after && mean(slice.start()) >= wanted) {
        return OptionalDouble.of(Math.max(end, slice.start()));
      }
    }
    return OptionalDouble.empty();
  }

  /** The mean rate of the window that begins here; nothing where the test ends within it. */
  private double mean(double from) {
    List<Slice> window =
        slices.stream().filter(s -> s.start() >= from && s.start() < from + WINDOW).toList();
    boolean whole = !window.isEmpty() && window.getLast().end() - from >= WINDOW * SHARE;
    // By their lengths: whoever looks late looks twice within a moment.
    double bits = window.stream().mapToDouble(s -> s.rate() * (s.end() - s.start())).sum();
    return whole ? bits / (window.getLast().end() - window.getFirst().start()) : 0;
  }

  private double before() {
    double first =
        scenario.faults().stream()
            .filter(fault -> fault.kind() != FaultKind.KILL)
            .mapToDouble(fault -> seconds(fault.at()))
            .min()
            .orElse(0);
    double[] rates =
        slices.stream()
            .filter(s -> s.start() >= Math.min(RAMP, first / 2) && s.end() <= first)
            .mapToDouble(Slice::rate)
            .sorted()
            .toArray();
    return rates.length == 0
        ? slices.stream().mapToDouble(Slice::rate).max().orElse(0)
        : rates[rates.length / 2];
  }

  private static double seconds(java.time.Duration time) {
    return time.toNanos() / 1e9;
  }
}
