package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.ConnectionStages;
import dev.weir.server.connection.Sessions;
import dev.weir.server.pipeline.DatagramStages;
import dev.weir.server.pipeline.Pipeline;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A collector of StatsD datagrams, a session for each sender. One idea: who floods loses their own;
 * each sender's datagrams wait in a bounded queue for straight-line code on a virtual thread of
 * their own, and past 10,000 names a new one is refused and counted, as is a line that cannot be
 * read.
 *
 * <p>It takes counters ({@code hits:1|c}, sampled {@code hits:1|c|@0.1}), gauges ({@code load:7|g},
 * {@code load:+1|g}) and timers ({@code query:12.5|ms}), a line each, and tells the summary over
 * TCP: {@code echo 'hits:1|c' | ncat -u 127.0.0.1 7125; ncat 127.0.0.1 7125}.
 */
public final class StatsdCollector {

  private static final int MOST_NAMES = 10_000;
  private static final Sessions SENDERS =
      Sessions.idle(Duration.ofSeconds(30)).limit(10_000).queue(1024);
  private static final Pattern LINE =
      Pattern.compile(
          "(?<name>[\\w.:/-]{1,200}):(?<value>[+-]?\\d{1,15}(?:\\.\\d{1,15})?)"
              + "\\|(?<kind>c|g|ms)(?:\\|@(?<rate>0\\.\\d{0,8}[1-9]|1))?");

  private final Map<String, StatsdFigure> figures = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  /** Creates a collector that knows no name. */
  public StatsdCollector() {}

  /** The stages of the datagram channel that takes the figures. */
  public Pipeline udp(Pipeline pipeline) {
    return pipeline.last(
        "statsd",
        () ->
            DatagramStages.sessionTasks(
                SENDERS,
                session -> session.datagrams().forEach(d -> add(UTF_8.decode(d).toString()))));
  }

  /** The stages of a connection, which is told the summary even where it has ended its side. */
  public Pipeline tcp(Pipeline pipeline) {
    return pipeline
        .without(Pipeline.HALF_CLOSE)
        .last("summary", () -> ConnectionStages.task(c -> c.write(summary())));
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    StatsdCollector collector = new StatsdCollector();
    try (Server udp = UdpServer.on("udp://:7125").pipeline(collector::udp).start();
        Server tcp = TcpServer.on("tcp://:7125").pipeline(collector::tcp).start()) {
      System.out.println("statsd on " + udp.endpoint() + ", summary on " + tcp.endpoint());
      udp.awaitClosed();
    }
  }

  private void add(String lines) {
    lines.lines().filter(line -> !line.isEmpty()).forEach(this::addLine);
  }

  private void addLine(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      refused.increment();
      return;
    }
    String key = parts.group("name") + " " + parts.group("kind");
    if (figures.containsKey(key) || figures.size() < MOST_NAMES) {
      figures.computeIfAbsent(key, missing -> new StatsdFigure()).add(parts);
    } else {
      refused.increment();
    }
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(figures).forEach((key, figure) -> text.append(figure.text(key)).append('\n'));
    return text.append("refused ").append(refused).append('\n').toString();
  }
}
