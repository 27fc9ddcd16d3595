package dev.weir.it.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.config.ConfigException;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.SuiteReader;
import dev.weir.it.scenario.result.Interval;
import dev.weir.it.scenario.result.WireSample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A test of six seconds at a steady rate, cut off from 2 s to 3 s. */
final class RecoveryTest {

  private static final Offset<Double> SAMPLE = Offset.offset(0.11);

  @Test
  void timeCountsFromTheEndOfTheFault() throws ConfigException {
    assertThat(recovery(List.of(3.0), wire(2, 4))).hasValueCloseTo(1.0, SAMPLE);
  }

  /** On a busy machine the end comes late; nobody can recover before. */
  @Test
  void anEndThatCameLateIsNoSlowRecovery() throws ConfigException {
    assertThat(recovery(List.of(3.8), wire(2, 4))).hasValueCloseTo(0.2, SAMPLE);
  }

  @Test
  void anEndThatNeverCameIsNoRecovery() throws ConfigException {
    assertThat(recovery(List.of(), wire(2, 4))).isEmpty();
  }

  @Test
  void whatNeverComesBackHasNoRecovery() throws ConfigException {
    assertThat(recovery(List.of(3.0), wire(2, 7))).isEmpty();
  }

  /** A tool that tells twice a second tells of the half second in which the fault ended. */
  @Test
  void aToolsIntervalsAreLong() throws ConfigException {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double bits = i >= 4 && i < 6 ? 0 : 8e6;
      intervals.add(new Interval(i / 2.0, i / 2.0 + 0.5, bits, -1, -1, false));
    }

    assertThat(Recovery.of(scenario(), List.of(3.05), List.of(), intervals).longest())
        .hasValueCloseTo(0.0, SAMPLE);
  }

  /** Two looks within a moment, with nothing between them, are not a loss of throughput. */
  @Test
  void looksThatComeInABurstChangeNothing() throws ConfigException {
    List<WireSample> wire = new ArrayList<>();
    for (WireSample one : wire(2, 4)) {
      wire.add(one);
      wire.add(new WireSample(one.seconds() + 0.0005, one.up(), 0));
    }

    assertThat(recovery(List.of(3.0), wire)).hasValueCloseTo(1.0, SAMPLE);
  }

  private static OptionalDouble recovery(List<Double> ends, List<WireSample> wire)
      throws ConfigException {
    return Recovery.of(scenario(), ends, wire, List.of()).longest();
  }

  private static Scenario scenario() throws ConfigException {
    return SuiteReader.read(
            "test.yaml",
            """
            server: weir
            client: weir
            duration: 6s
            faults: [{at: 2s, partition: server, for: 1s}]
            """)
        .cells()
        .getFirst()
        .scenario();
  }

  private static List<WireSample> wire(double from, double to) {
    List<WireSample> wire = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i <= 60; i++) {
      double now = i / 10.0;
      bytes += now > from && now <= to ? 0 : 100_000;
      wire.add(new WireSample(now, bytes, 0));
    }
    return wire;
  }
}
