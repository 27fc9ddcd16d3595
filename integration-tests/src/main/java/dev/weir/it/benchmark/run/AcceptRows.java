package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Connections that come and go. */
final class AcceptRows {

  private static final String OUTSTANDING = "64";

  private static final String ONE_BYTE = "Weir, one byte";
  private static final String ONE_BYTE_C = "C, one byte";

  private final Bench bench;
  private final Servers servers;

  AcceptRows(Bench bench) {
    this.bench = bench;
    this.servers = new Servers(bench);
  }

  List<Row> rows() {
    return List.of(
        new Row(
            "accept",
            "Accept, echo one byte, close",
            "64 connections at a time, closed by the client's reset once its byte is back, in a network"
                + " namespace of their own: the machine's connection tracking would fill up. Both are the"
                + " echo servers of the other rows; those that close by themselves after one byte, C's"
                + " without asking epoll, are shown beside them.",
            "connections",
            List.of(
                variant(Servers.WEIR, Variant.OF_JVM, servers.weirTcp("echo")),
                variant(Servers.C, Variant.OF_C, servers.c("tcp-echo-server")),
                variant(ONE_BYTE, Variant.OF_JVM, servers.own("accept")),
                variant(ONE_BYTE_C, Variant.OF_C, servers.c("tcp-accept-server"))),
            List.of(
                Bar.atLeast(1.2, Servers.WEIR, Servers.C, Measure.RATE),
                Bar.shown(ONE_BYTE, ONE_BYTE_C, Measure.RATE))));
  }

  private Variant variant(String name, double warmUp, Servers.Line line) {
    return new Variant(name, warmUp, () -> start(line));
  }

  private LiveVariant start(Servers.Line line) throws IOException, InterruptedException {
    Namespace namespace = Namespace.make();
    try {
      Port port = Port.free();
      List<String> words = Words.join(namespace.words(), line.at(port));
      return new Inside(
          new LoadedServer(
              ServerProcess.start(words, port),
              seconds -> Words.join(namespace.words(), load(port, seconds))),
          namespace);
    } catch (IOException | RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  private List<String> load(Port port, double seconds) {
    return bench.load(
        "tcp-connect-load", port, seconds, "--warmup", "0.2", "--connections", OUTSTANDING);
  }

  /** A server whose namespace ends with it. */
  private record Inside(LoadedServer server, Namespace namespace) implements LiveVariant {

    @Override
    public String command() {
      return server.command();
    }

    @Override
    public Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException {
      return server.trial(seconds);
    }

    @Override
    public OptionalLong worker() {
      return server.worker();
    }

    @Override
    public void close() {
      server.close();
      namespace.close();
    }
  }
}
