package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Peer;
import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.Program;
import dev.weir.it.world.WeirImage;
import dev.weir.it.world.WorldKind;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whatever takes iperf3's command line: the original, or Weir.
 *
 * @param bare the program without options; asked only for a program that is to run
 */
record Iperf3Tool(Supplier<Program> bare) implements Tool {

  // Short tests get finer intervals, so that their plots are more than two dots.
  private static final Duration SHORT = Duration.ofSeconds(10);

  static Iperf3Tool original() {
    return new Iperf3Tool(() -> Program.of("iperf3", List.of("iperf3")));
  }

  /** Its image in containers, elsewhere the jars of this process. */
  static Iperf3Tool weir(WorldKind world) {
    return new Iperf3Tool(
        world == WorldKind.CONTAINERS
            ? () -> Program.of("weir", List.of("iperf3")).in(WeirImage.id())
            : () -> Program.of("weir", WeirJars.ofThisProcess().command("iperf3")));
  }

  @Override
  public Optional<String> cannot(Scenario scenario, Peer self) {
    SocketOptions options = scenario.options();
    Optional<Integer> send = options.value(Scheme.TCP, OptionCatalogue.SO_SNDBUF);
    Optional<Integer> receive = options.value(Scheme.TCP, OptionCatalogue.SO_RCVBUF);
    return send.equals(receive)
        ? Optional.empty()
        : Optional.of("iperf3 sets SO_SNDBUF and SO_RCVBUF to the same value only");
  }

  @Override
  public Program server(Scenario scenario, Peer self, int port) {
    return program(self, Stream.of("-s", "-p", port + "", "--forceflush"));
  }

  @Override
  public String ready(Peer self) {
    return "Server listening";
  }

  @Override
  public Program client(Scenario scenario, Peer self, String address, int port) {
    List<String> words = new ArrayList<>(List.of("-c", address, "-p", port + "", "-J"));
    words.addAll(List.of("-t", seconds(scenario.duration()), "-P", scenario.streams() + ""));
    words.addAll(List.of("-i", scenario.duration().compareTo(SHORT) < 0 ? "0.5" : "1"));
    if (!scenario.omit().isZero()) {
      words.addAll(List.of("-O", seconds(scenario.omit())));
    }
    if (scenario.protocol() == Protocol.UDP) {
      words.add("-u");
    }
    // Without a word about it iperf3 offers 1 Mbit/s of UDP; for a scenario, 0 is no limit.
    words.addAll(List.of("-b", scenario.bitrate() + ""));
    if (scenario.length() > 0) {
      words.addAll(List.of("-l", scenario.length() + ""));
    }
    if (scenario.direction() != Direction.UP) {
      words.add(scenario.direction() == Direction.DOWN ? "-R" : "--bidir");
    }
    words.addAll(options(scenario));
    return program(self, words.stream());
  }

  private static List<String> options(Scenario scenario) {
    List<String> words = new ArrayList<>();
    SocketOptions options = scenario.options();
    Scheme scheme = scenario.protocol() == Protocol.TCP ? Scheme.TCP : Scheme.UDP;
    options
        .value(scheme, OptionCatalogue.SO_SNDBUF)
        .ifPresent(bytes -> words.addAll(List.of("-w", bytes + "")));
    options
        .value(scheme, OptionCatalogue.IP_TOS)
        .ifPresent(tos -> words.addAll(List.of("-S", tos + "")));
    if (scheme == Scheme.TCP) {
      options
          .value(scheme, OptionCatalogue.TCP_CONGESTION)
          .ifPresent(algorithm -> words.addAll(List.of("-C", algorithm)));
      options
          .value(scheme, OptionCatalogue.TCP_MAXSEG)
          .ifPresent(bytes -> words.addAll(List.of("-M", bytes + "")));
      options
          .value(scheme, OptionCatalogue.TCP_NODELAY)
          .filter(on -> on)
          .ifPresent(on -> words.add("-N"));
    }
    return words;
  }

  // Whole seconds are all that every release takes.
  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, Math.round(time.toMillis() / 1000.0)));
  }

  private Program program(Peer self, Stream<String> words) {
    Program program = bare.get();
    List<String> line = new ArrayList<>(program.words());
    line.addAll(words.toList());
    line.addAll(self.args());
    return new Program(program.name(), line, program.image(), true, self.memory());
  }

  @Override
  public ToolReport report(Scenario scenario, String output, String errors) {
    return new Iperf3Json(scenario).read(output, errors);
  }
}
