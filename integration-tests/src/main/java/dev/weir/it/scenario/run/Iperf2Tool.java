package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Peer;
import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.Program;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The original iperf, version 2; what its client prints with {@code -e -f b}. */
final class Iperf2Tool implements Tool {

  private static final String NAME = "iperf";
  // [SUM] or [  1], the time, the bytes, the rate: the same at the head of every line of figures.
  private static final Pattern LINE =
      Pattern.compile(
          "\\[ *(SUM|FD\\d+|\\*?\\d+)[^]]*] *([0-9.]+)-([0-9.]+) sec +(\\d+) Bytes +(\\d+)"
              + " bits/sec(.*)");
  private static final Pattern LOST = Pattern.compile("(\\d+)/ *(\\d+) \\(");
  private static final Pattern JITTER = Pattern.compile("^ +([0-9.]+) ms");

  @Override
  public Optional<String> cannot(Scenario scenario, Peer self) {
    if (!scenario.omit().isZero()) {
      return Optional.of("iperf 2 cannot omit the beginning");
    }
    boolean endless =
        scenario.protocol() == Protocol.UDP
            && scenario.direction() == Direction.BOTH
            && scenario.streams() > 1;
    return endless
        ? Optional.of("iperf 2 does not end a full-duplex test of several UDP streams")
        : Optional.empty();
  }

  @Override
  public Program server(Scenario scenario, Peer self, int port) {
    List<String> words =
        new ArrayList<>(List.of(NAME, "-s", "-p", port + "", "-f", "b", "-i", "0.5"));
    if (scenario.protocol() == Protocol.UDP) {
      words.add("-u");
    }
    words.addAll(congestion(scenario));
    return program(self, words);
  }

  @Override
  public String ready(Peer self) {
    return "";
  }

  @Override
  public Program client(Scenario scenario, Peer self, String address, int port) {
    List<String> words = new ArrayList<>(List.of(NAME, "-c", address, "-p", port + ""));
    words.addAll(List.of("-f", "b", "-e", "-i", "0.5", "-t", scenario.duration().toSeconds() + ""));
    words.addAll(List.of("-P", scenario.streams() + ""));
    if (scenario.protocol() == Protocol.UDP) {
      words.addAll(
          List.of(
              "-u", "-b", (scenario.bitrate() == 0 ? 100_000_000_000L : scenario.bitrate()) + ""));
    } else if (scenario.bitrate() > 0) {
      words.addAll(List.of("-b", scenario.bitrate() + ""));
    }
    if (scenario.length() > 0) {
      words.addAll(List.of("-l", scenario.length() + ""));
    }
    if (scenario.direction() != Direction.UP) {
      words.add(scenario.direction() == Direction.DOWN ? "-R" : "--full-duplex");
    }
    // It refuses -Z with -R: there the server sends, and has been told.
    if (scenario.direction() != Direction.DOWN) {
      words.addAll(congestion(scenario));
    }
    return program(self, words);
  }

  private static List<String> congestion(Scenario scenario) {
    return scenario.protocol() == Protocol.TCP
        ? scenario
            .options()
            .value(Scheme.TCP, OptionCatalogue.TCP_CONGESTION)
            .map(algorithm -> List.of("-Z", algorithm))
            .orElse(List.of())
        : List.of();
  }

  private static Program program(Peer self, List<String> words) {
    return new Program(
        NAME,
        Stream.concat(words.stream(), self.args().stream()).toList(),
        Optional.empty(),
        true,
        self.memory());
  }

  @Override
  public ToolReport report(Scenario scenario, String output, String errors) {
    List<Matcher> lines = output.lines().map(LINE::matcher).filter(Matcher::matches).toList();
    if (lines.isEmpty()) {
      String said = (errors + " " + output).strip().replaceAll("\\s*\\R\\s*", " ");
      return ToolReport.failed(said.isEmpty() ? "it printed no figures" : said);
    }
    return new Iperf2Lines(scenario, lines.stream().map(Iperf2Tool::line).toList()).report();
  }

  private static Iperf2Lines.Line line(Matcher matcher) {
    String rest = matcher.group(6);
    Matcher lost = LOST.matcher(rest);
    Matcher jitter = JITTER.matcher(rest);
    boolean counted = lost.find();
    return new Iperf2Lines.Line(
        matcher.group(1),
        Double.parseDouble(matcher.group(2)),
        Double.parseDouble(matcher.group(3)),
        Long.parseLong(matcher.group(4)),
        Double.parseDouble(matcher.group(5)),
        counted ? Double.parseDouble(lost.group(1)) : -1,
        counted ? Double.parseDouble(lost.group(2)) : -1,
        jitter.find() ? Double.parseDouble(jitter.group(1)) / 1e3 : -1);
  }
}
