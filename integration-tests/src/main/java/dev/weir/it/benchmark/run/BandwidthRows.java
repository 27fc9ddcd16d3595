package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import java.util.List;

/** Bandwidth, with the original client against both servers. */
final class BandwidthRows {

  private static final String ORIGINAL = "iperf3";
  private static final String TESTS = "tests";
  private static final String ONE = "one test";
  private static final String MANY = "64 tests";
  private static final int MANY_TESTS = 64;

  private final Bench bench;
  private final Servers servers;

  BandwidthRows(Bench bench) {
    this.bench = bench;
    this.servers = new Servers(bench);
  }

  List<Row> rows() {
    return List.of(sink(), source(), many());
  }

  private Row sink() {
    return new Row(
        "tcp-sink",
        "TCP from an iperf3 client, one stream",
        "iperf3 -c; Weir is weir serve bandwidth, the original iperf3 -s.",
        TESTS,
        peers(),
        List.of(
            Bar.atLeast(1.40, Servers.WEIR, ORIGINAL, Measure.THROUGHPUT),
            Bar.atMost(0.35, Servers.WEIR, ORIGINAL, Measure.CPU_PER_GB)));
  }

  private Row source() {
    return new Row(
        "tcp-source",
        "TCP to an iperf3 client (-R), one stream",
        "iperf3 -c -R; Weir is weir serve bandwidth, the original iperf3 -s.",
        TESTS,
        peers("-R"),
        List.of(
            Bar.atLeast(1.05, Servers.WEIR, ORIGINAL, Measure.THROUGHPUT),
            Bar.atMost(0.95, Servers.WEIR, ORIGINAL, Measure.CPU_PER_GB)));
  }

  private List<Variant> peers(String... more) {
    return List.of(
        new Variant(
            Servers.WEIR,
            Variant.OF_JVM,
            () -> new Iperf3Test(bench, Servers.start(servers.bandwidth()), more)),
        new Variant(
            ORIGINAL,
            Variant.OF_C,
            () -> new Iperf3Test(bench, Servers.start(servers.iperf3()), more)));
  }

  private Row many() {
    return new Row(
        "tcp-64-tests",
        "64 iperf3 tests at once",
        "The sum of 64 clients' streams, while all of them run, beside that of one; counted by the"
            + " loopback device.",
        TESTS,
        List.of(tests(MANY, MANY_TESTS), tests(ONE, 1)),
        List.of(Bar.atLeast(0.95, MANY, ONE, Measure.THROUGHPUT)));
  }

  private Variant tests(String name, int tests) {
    return new Variant(
        name,
        Variant.OF_JVM,
        () -> new Iperf3Crowd(bench, Servers.start(servers.bandwidth()), tests));
  }
}
