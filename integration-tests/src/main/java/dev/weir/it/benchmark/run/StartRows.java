package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** From the start of the process to its first echo. */
final class StartRows {

  private static final double MILLIS = 1e3;

  private final Bench bench;

  StartRows(Bench bench) {
    this.bench = bench;
  }

  List<Row> rows() {
    return List.of(
        new Row(
            "start",
            "Start: exec to the first echo",
            "From the exec of the JVM to the first byte that comes back, on both processors, with"
                + " whatever ./weir keeps from an earlier start. The peers start as they come.",
            "starts",
            List.of(
                variant(Servers.WEIR, port -> bench.user().weir(words(port))),
                variant(Servers.NETTY, port -> plain("RawNettyEcho", port)),
                variant(Servers.REACTOR, port -> plain("ReactorNettyEcho", port)),
                variant(Servers.VERTX, port -> plain("VertxEcho", port))),
            List.of(
                Bar.valueAtMost(0.260, Servers.WEIR, Measure.START),
                Bar.shown(Servers.WEIR, Servers.NETTY, Measure.START),
                Bar.shown(Servers.WEIR, Servers.REACTOR, Measure.START),
                Bar.shown(Servers.WEIR, Servers.VERTX, Measure.START))));
  }

  private static String[] words(Port port) {
    return new String[] {"serve", "echo", "--listen", "tcp://127.0.0.1:" + port.number()};
  }

  private List<String> plain(String main, Port port) {
    List<String> line = bench.peer(main, port);
    return line.subList(bench.cpus().onServer().size(), line.size());
  }

  private Variant variant(String name, Servers.Line line) {
    return new Variant(name, 0, () -> new Starts(line));
  }

  /** Nothing runs between two trials. */
  private final class Starts implements LiveVariant {
    private final Servers.Line line;
    private final String command;

    Starts(Servers.Line line) throws IOException {
      this.line = line;
      this.command = String.join(" ", line.at(new Port(7)));
    }

    @Override
    public String command() {
      return command;
    }

    @Override
    public Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException {
      Port port = Port.free();
      LoadReport report =
          LoadRun.of(
                  Words.join(
                      bench.cpus().onBoth(),
                      List.of(
                          bench.places().compiled("exec-to-echo").toString(),
                          "--port",
                          Integer.toString(port.number()),
                          "--"),
                      line.at(port)))
              .report();
      double millis =
          report
              .number("first_echo_ms")
              .orElseThrow(() -> new IOException("exec-to-echo: " + report.json()));
      return Map.of(Measure.START, millis / MILLIS);
    }

    @Override
    public void close() {}
  }
}
