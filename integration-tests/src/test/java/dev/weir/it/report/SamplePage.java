package dev.weir.it.report;

import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.Figure;
import dev.weir.bandwidth.report.html.Note;
import dev.weir.bandwidth.report.html.Outcome;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.PercentilePlot;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Series;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.ThisMachine;
import dev.weir.bandwidth.report.html.TimePlot;
import dev.weir.bandwidth.report.html.Unit;
import dev.weir.bandwidth.report.html.Verdicts;
import java.util.Arrays;
import java.util.Random;

/** A page with everything that is hard to lay out: long names, many lines, gaps, wide tables. */
final class SamplePage {
  private static final long SEED = 1;
  private static final String HOSTILE = "<script>alert(1)</script><img src=//example.org/x>";
  private static final String LONG = "a_name_without_any_place_to_break_it_".repeat(4);
  private static final Unit MESSAGES = Unit.rate("messages");

  private final Random random = new Random(SEED);

  Page page() {
    return Page.titled("Weir bench on loopback")
        .summary("TCP echo 412k messages/s, p99 85 µs; bandwidth 46.2 Gbit/s. " + LONG)
        .environment(ThisMachine.facts())
        .environment(new Fact("SO_RCVBUF", "4 MiB", "asked: 64 MiB; limited by net.core.rmem_max"))
        .environment(new Fact(LONG, LONG, LONG))
        .add(bandwidth())
        .add(echo())
        .add(streams())
        .add(Section.titled(HOSTILE).text(LONG).add(new Note(LONG)).add(wide()));
  }

  private Section bandwidth() {
    return Section.titled("Bandwidth")
        .text("One TCP stream for 30 s, interleaved rounds.")
        .add(
            TimePlot.titled("Throughput", Unit.BITS_PER_SECOND)
                .add(line("weir", 30, 44e9, 48e9))
                .add(line("iperf3 3.21", 30, 30e9, 33e9))
                .add(line("iperf2 2.1.8", 30, 30e9, 33e9)))
        .add(
            Table.titled("Rounds, median with lowest to highest")
                .columns("Work", "Weir", "iperf3", "Ratio", "CPU per GB")
                .row(
                    "TCP sink, one stream",
                    Figure.median(Unit.BITS_PER_SECOND, 44e9, 46.2e9, 47e9),
                    Figure.median(Unit.BITS_PER_SECOND, 30e9, 31.6e9, 33e9),
                    Figure.of(Unit.TIMES, 1.46),
                    Figure.of(Unit.SECONDS, 0.041)))
        .add(
            Verdicts.none()
                .add(Outcome.MET, "throughput >= 0.9 of iperf3", "1.46 ×")
                .add(Outcome.MISSED, "recovers within 3 s", "4.1 s")
                .add(Outcome.SKIPPED, LONG, "this kernel has no netem"));
  }

  private Section echo() {
    double[] rates = random.doubles(60, 380e3, 420e3).toArray();
    Arrays.fill(rates, 20, 24, Double.NaN);
    return Section.titled("TCP echo, 50 connections of 64 B")
        .add(
            PercentilePlot.titled("Round trip", Unit.SECONDS)
                .add(latency("weir", 30e-6, 0.45, 4_000_000))
                .add(latency("netty", 34e-6, 0.5, 4_000_000))
                .add(latency("C epoll", 28e-6, 0.35, 3_000)))
        .add(
            TimePlot.titled("Through a partition", MESSAGES)
                .add(Series.perSecond(HOSTILE, rates))
                .mark(20, "partition " + LONG)
                .mark(24, "heal"));
  }

  private Section streams() {
    TimePlot plot =
        TimePlot.titled("Streams", Unit.BITS_PER_SECOND).add(line("SUM", 1000, 47e9, 55e9));
    for (int i = 1; i <= 12; i++) {
      plot = plot.add(line("stream " + i, 1000, 0.5e9, 1.1e9));
    }
    return Section.titled("Many streams")
        .add(plot)
        .add(
            TimePlot.titled("Loss", Unit.PERCENT)
                .add(Series.perSecond("udp", 0, 0, 0))
                .add(Series.perSecond(LONG, 0, 0, 0)));
  }

  private static Table wide() {
    Figure figure = Figure.median(MESSAGES, 401e3, 412e3, 415e3);
    return Table.titled("Wide")
        .columns("Work", "1", "2", "4", "8", "16", "32", "64", LONG)
        .row(LONG, figure, figure, figure, figure, figure, figure, figure, figure);
  }

  private Series line(String name, int seconds, double low, double high) {
    return Series.perSecond(name, random.doubles(seconds, low, high).toArray());
  }

  private static Series latency(String name, double least, double tail, long count) {
    return Series.percentiles(name, p -> least * Math.pow(1 - p / 100, -tail), count);
  }
}
