package dev.weir.it.scenario.run;

import dev.weir.it.scenario.result.TcpSample;
import dev.weir.it.world.Host;
import dev.weir.it.world.Program;
import dev.weir.it.world.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the kernel's view of the test's sockets on the sending host, by {@code ss} in a loop: one
 * process for the whole test, in whichever world.
 */
final class TcpWatch implements AutoCloseable {

  private static final String ROUND = "--round--";
  private static final String LOOP =
      "while :; do ss -tinHO \"sport = :$1 or dport = :$1\"; ss -unHO \"sport = :$1 or dport = :$1\""
          + " | sed 's/^/udp /'; echo "
          + ROUND
          + "; sleep 0.25; done";
  // A control connection carries a few messages; a stream that matters soon carries more.
  private static final double LEAST_BYTES = 65_536;
  // Before the test it carries less than this.
  private static final double BEGINNING = 4_096;
  private static final Pattern RTT = Pattern.compile(" rtt:([0-9.]+)/");
  private static final Pattern WINDOW = Pattern.compile(" cwnd:(\\d+)");
  private static final Pattern SEGMENT = Pattern.compile(" mss:(\\d+)");
  private static final Pattern RETRANSMITS = Pattern.compile(" retrans:\\d+/(\\d+)");
  private static final Pattern SENT = Pattern.compile(" bytes_sent:(\\d+)");
  private static final Pattern RECEIVED = Pattern.compile(" bytes_received:(\\d+)");

  private final Clock clock;
  private final Task task;
  private final List<String> round = new ArrayList<>();
  private final List<TcpSample> samples = new ArrayList<>();

  TcpWatch(Host host, int port, Clock clock) {
    this.clock = clock;
    this.task =
        host.start(
            Program.of("socket watch", List.of("sh", "-c", LOOP, "watch", Integer.toString(port))));
    task.output().listen(this::line);
  }

  private synchronized void line(String line) {
    if (!line.equals(ROUND)) {
      round.add(line + " ");
      return;
    }
    if (round.stream().anyMatch(TcpWatch::flows)) {
      clock.begin();
    }
    List<String> senders = round.stream().filter(one -> number(SENT, one) > LEAST_BYTES).toList();
    if (!senders.isEmpty()) {
      samples.add(sample(senders));
    }
    round.clear();
  }

  /** A stream has begun to carry data, or there is a datagram socket with a peer. */
  private static boolean flows(String line) {
    return number(SENT, line) > BEGINNING
        || number(RECEIVED, line) > BEGINNING
        || line.startsWith("udp ");
  }

  private TcpSample sample(List<String> senders) {
    return new TcpSample(
        clock.seconds(),
        senders.stream().mapToDouble(line -> number(RTT, line) / 1e3).average().orElse(0),
        senders.stream().mapToDouble(line -> number(WINDOW, line) * number(SEGMENT, line)).sum(),
        senders.stream().mapToDouble(line -> number(RETRANSMITS, line)).sum(),
        senders.size());
  }

  private static double number(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  synchronized List<TcpSample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public void close() {
    task.close();
  }
}
