package dev.weir.command.bench;

import dev.weir.bandwidth.iperf3.Iperf3Client;
import dev.weir.bandwidth.iperf3.Iperf3Result;
import dev.weir.bandwidth.iperf3.Iperf3Server;
import dev.weir.bandwidth.iperf3.Iperf3Test;
import dev.weir.bandwidth.iperf3.RunningIperf3Server;
import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.IntervalSum;
import dev.weir.bandwidth.report.UdpTotals;
import dev.weir.bandwidth.report.html.Point;
import dev.weir.bandwidth.report.html.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Bandwidth by the iperf3 protocol, from Weir's client to Weir's server. */
final class BandwidthPart implements Part {

  /** Bits per second that the UDP part offers: what one core is to carry without loss. */
  static final long UDP_RATE = 1_000_000_000;

  /** Bytes of a datagram that passes an Ethernet of 1,500 bytes unfragmented. */
  static final int DATAGRAM = 1448;

  private static final double INTERVAL_SECONDS = 0.5;
  private static final long PATIENCE_SECONDS = 2;

  private final Way way;
  private final Bench bench;
  private final Duration omit;
  private final Duration duration;
  private Optional<String> effectiveCongestion = Optional.empty();

  BandwidthPart(Way way, Bench bench) {
    this.way = way;
    this.bench = bench;
    // The protocol counts whole seconds. UDP has nothing to warm up: each datagram counts.
    long seconds = Math.max(1, Math.round(bench.perPart().toMillis() / 1000.0));
    this.omit = Duration.ofSeconds(way.tcp() && seconds >= 4 ? 1 : 0);
    this.duration = Duration.ofSeconds(seconds).minus(omit);
  }

  @Override
  public String id() {
    return way.id();
  }

  @Override
  public String title() {
    return way.tcp()
        ? way.title()
        : way.title() + ", " + Quantity.bitsPerSecond(UDP_RATE) + " offered";
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("protocol", "iperf3");
    settings.put("streams", 1);
    settings.put("omit_seconds", omit.toSeconds());
    settings.put("duration_seconds", duration.toSeconds());
    if (!way.tcp()) {
      settings.put("offered_bits_per_second", UDP_RATE);
      settings.put("datagram_bytes", DATAGRAM);
    }
    effectiveCongestion.ifPresent(name -> settings.put("congestion_control", name));
    return settings;
  }

  @Override
  public Findings run(Watch watch) throws Exception {
    try (RunningIperf3Server server =
        Iperf3Server.on("tcp://127.0.0.1:0").loops(bench.serverLoops()).start()) {
      AtomicReference<String> status = new AtomicReference<>("connecting");
      Iperf3Test test = client(server).onInterval(interval -> status.set(status(interval))).start();
      Iperf3Result result = watch.await(test.result(), status::get, () -> end(test));
      effectiveCongestion = result.report().congestion();
      return new Findings(measures(result), rates(result), Optional.empty());
    }
  }

  // A test that does not run yet has nothing to stop, and one whose server hangs never tells.
  private static void end(Iperf3Test test) {
    test.stop();
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(test::cancel);
  }

  private Iperf3Client client(RunningIperf3Server server) {
    Iperf3Client client =
        way.apply(Iperf3Client.to("127.0.0.1", server.endpoint().port()))
            .duration(duration)
            .omit(omit)
            .interval(INTERVAL_SECONDS)
            .loops(bench.clientLoops());
    return bench.congestion().filter(name -> way.tcp()).map(client::congestion).orElse(client);
  }

  private static String status(IntervalReport interval) {
    return interval.sums().stream().map(BandwidthPart::status).collect(Collectors.joining(", "));
  }

  private static String status(IntervalSum sum) {
    return String.format(
        Locale.ROOT, "%.1f s  %s", sum.end(), Quantity.bitsPerSecond(sum.bitrate()));
  }

  private List<Measure> measures(Iperf3Result result) {
    List<Measure> measures = new ArrayList<>();
    for (DirectionTotals direction : result.report().directions()) {
      String name = way.directions().get(measures.size());
      measures.add(new Measure(name, figures(direction, result.report().receiverSeconds())));
    }
    return measures;
  }

  private List<Series> rates(Iperf3Result result) {
    List<Series> rates = new ArrayList<>();
    for (String name : way.directions()) {
      int direction = rates.size();
      List<Point> points =
          result.intervals().stream()
              .map(interval -> interval.sums().get(direction))
              .filter(sum -> !sum.omitted())
              .map(sum -> new Point(sum.end(), sum.bitrate()))
              .toList();
      rates.add(Series.of(name.isEmpty() ? way.line() : name, points));
    }
    return rates;
  }

  private static Map<Figure, Double> figures(DirectionTotals direction, double seconds) {
    EnumMap<Figure, Double> figures = new EnumMap<>(Figure.class);
    double bits = direction.bytesReceived() * 8.0;
    figures.put(Figure.BITS_PER_SECOND, seconds > 0 ? bits / seconds : 0);
    figures.put(Figure.BYTES, (double) direction.bytesReceived());
    if (direction.retransmitsKnown() && direction.udp().isEmpty()) {
      figures.put(Figure.RETRANSMITS, (double) direction.retransmits());
    }
    direction.udp().ifPresent(udp -> addDatagrams(figures, udp));
    return figures;
  }

  private static void addDatagrams(Map<Figure, Double> figures, UdpTotals udp) {
    figures.put(Figure.DATAGRAMS, (double) udp.packets());
    figures.put(Figure.LOST, (double) udp.lost());
    figures.put(Figure.LOSS, udp.lostPercentOfSent());
    figures.put(Figure.JITTER, udp.jitter() * 1e6);
  }
}
