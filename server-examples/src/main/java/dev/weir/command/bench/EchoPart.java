package dev.weir.command.bench;

import dev.weir.bandwidth.load.EchoLoad;
import dev.weir.bandwidth.load.EchoProgress;
import dev.weir.bandwidth.load.EchoResult;
import dev.weir.bandwidth.load.EchoRun;
import dev.weir.examples.TcpEcho;
import dev.weir.examples.UdpEcho;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Echo over TCP or UDP through the example server and the load generator. */
final class EchoPart implements Part {

  private static final int MESSAGE_SIZE = 64;
  private static final int CONNECTIONS = 50;

  private final Scheme scheme;
  private final Bench bench;
  private final Duration warmUp;
  private final Duration duration;

  EchoPart(Scheme scheme, Bench bench) {
    this.scheme = scheme;
    this.bench = bench;
    // Most of the compiler's work is done within a second; a short part cannot spare that much.
    this.warmUp = min(bench.perPart().dividedBy(4), Duration.ofSeconds(1));
    this.duration = bench.perPart().minus(warmUp);
  }

  @Override
  public String id() {
    return scheme == Scheme.TCP ? "tcp-echo" : "udp-echo";
  }

  @Override
  public String title() {
    return scheme.name() + " echo, " + CONNECTIONS + " x " + MESSAGE_SIZE + " B";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of(
        "connections",
        CONNECTIONS,
        "message_bytes",
        MESSAGE_SIZE,
        "outstanding_per_connection",
        1,
        "loop",
        "closed",
        "warm_up_seconds",
        warmUp.toMillis() / 1000.0,
        "duration_seconds",
        duration.toMillis() / 1000.0);
  }

  @Override
  public Findings run(Watch watch) throws Exception {
    try (Server server = startServer()) {
      bench.effective(server.options());
      EchoRun run = load(server).start();
      RateSamples rates = new RateSamples();
      EchoResult result =
          watch.await(run.result(), () -> status(run.progress(), rates), run::cancel);
      return new Findings(
          List.of(measure(result)), List.of(rates.series("echo")), Optional.of(result.latency()));
    }
  }

  private Server startServer() {
    return scheme == Scheme.TCP
        ? TcpServer.on("tcp://127.0.0.1:0")
            .name("bench-echo")
            .loops(bench.serverLoops())
            .options(bench.tcpOptions())
            .pipeline(TcpEcho::pipeline)
            .start()
        : UdpServer.on("udp://127.0.0.1:0")
            .name("bench-echo")
            .loops(bench.serverLoops())
            .pipeline(UdpEcho::pipeline)
            .start();
  }

  private EchoLoad load(Server server) {
    return EchoLoad.to(server.endpoint())
        .connections(CONNECTIONS)
        .messageSize(MESSAGE_SIZE)
        .warmUp(warmUp)
        .duration(duration)
        .options(scheme == Scheme.TCP ? bench.tcpOptions() : SocketOptions.none())
        .loops(bench.clientLoops());
  }

  private static String status(EchoProgress progress, RateSamples rates) {
    rates.look(progress.elapsed(), progress.requests());
    double seconds = progress.elapsed().toNanos() / 1e9;
    return switch (progress.phase()) {
      case CONNECTING -> "connecting";
      case WARMING_UP -> "warming up";
      case MEASURING, ENDED ->
          String.format("%.1f s  ", seconds)
              + Quantity.requestsPerSecond(seconds > 0 ? progress.requests() / seconds : 0);
    };
  }

  private Measure measure(EchoResult result) {
    if (result.requests() == 0 && result.firstFailure().isPresent()) {
      throw new IllegalStateException(result.firstFailure().get());
    }
    EnumMap<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.REQUESTS, (double) result.requests());
    figures.put(Figure.REQUESTS_PER_SECOND, result.requestsPerSecond());
    figures.put(Figure.LATENCY_P50, micros(result.latency().percentile(50)));
    figures.put(Figure.LATENCY_P99, micros(result.latency().percentile(99)));
    figures.put(Figure.LATENCY_P999, micros(result.latency().percentile(99.9)));
    figures.put(Figure.LATENCY_MAX, micros(result.latency().max()));
    if (scheme == Scheme.UDP) {
      figures.put(Figure.LOST, (double) result.lost());
      figures.put(Figure.LOSS, result.lossRatio() * 100);
    }
    return new Measure("", figures);
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
