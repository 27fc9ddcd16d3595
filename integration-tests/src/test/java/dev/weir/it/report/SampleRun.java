package dev.weir.it.report;

import dev.weir.it.scenario.result.CellOutcome;
import dev.weir.it.scenario.result.CellResult;
import dev.weir.it.scenario.result.Event;
import dev.weir.it.scenario.result.Interval;
import dev.weir.it.scenario.result.Judgement;
import dev.weir.it.scenario.result.PacketCount;
import dev.weir.it.scenario.result.RunResult;
import dev.weir.it.scenario.result.TcpSample;
import dev.weir.it.scenario.result.WireSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A run of the harness with everything that is hard to lay out: many peers, faults, long words. */
final class SampleRun {

  private static final String HOSTILE = "<script>alert(1)</script>";
  private static final String LONG = "a_reason_without_any_place_to_break_it_".repeat(4);

  private SampleRun() {}

  static RunResult result() {
    List<CellResult> cells = new ArrayList<>();
    for (String server : List.of("weir", "iperf3")) {
      for (int round = 1; round <= 3; round++) {
        cells.add(cell(server, round));
      }
    }
    cells.add(
        CellResult.not(
            CellOutcome.SKIPPED,
            "server=iperf2",
            Map.of("server", "iperf2"),
            false,
            "namespaces",
            1,
            LONG));
    return new RunResult(
        RunResult.FORMAT,
        "sample",
        HOSTILE,
        "weir-abc234",
        "2026-01-31T12:00:00Z",
        60,
        false,
        Map.of("kernel", "6.18"),
        "server: weir\nclient: iperf3\n# " + LONG,
        List.of(
            new Judgement("namespaces server=weir", "loss == 0", Judgement.Outcome.MET, "0 %"),
            new Judgement("namespaces server=weir", LONG, Judgement.Outcome.MISSED, HOSTILE),
            new Judgement("namespaces server=iperf2", "x", Judgement.Outcome.SKIPPED, LONG)),
        cells);
  }

  private static CellResult cell(String server, int round) {
    return new CellResult(
        "server=" + server,
        "namespaces",
        round,
        false,
        CellOutcome.FINISHED,
        "",
        Map.of("server", server),
        Map.of("server", server, "client", "iperf3", "direction", "up"),
        Map.of("SO_SNDBUF", "16384"),
        Map.of("throughput", 9e7 + round * 1e6, "retransmits", 3.0 * round, "rtt", 0.04),
        false,
        List.of(new Interval(0, 1, 9e7, 3, 0.5, false), new Interval(1, 2, 9e7, 3, 0.5, false)),
        IntStream.range(0, 80).mapToObj(i -> new WireSample(i / 10.0, i * 1_200_000L, 0)).toList(),
        IntStream.range(0, 30)
            .mapToObj(i -> new TcpSample(i / 4.0, 0.01 + i * 0.001 * round, 1e5, i, 1))
            .toList(),
        List.of(new PacketCount("server in", 9000, 95_000_000)),
        90_000_000,
        91_000_000,
        List.of(new Event(2, "partition server"), new Event(3, "end of partition server")));
  }
}
