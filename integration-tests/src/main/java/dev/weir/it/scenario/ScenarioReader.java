package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.config.Quantities;
import dev.weir.command.config.ScalarType;
import dev.weir.it.world.CongestionControls;
import dev.weir.it.world.Link;
import dev.weir.it.world.Role;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the test that one cell's tree describes. */
final class ScenarioReader {

  /** Fields of a test; a matrix may set each. */
  static final List<String> TEST_FIELDS =
      List.of(
          "server",
          "client",
          "protocol",
          "direction",
          "streams",
          "length",
          "bitrate",
          "options",
          "duration",
          "omit",
          "link",
          "faults",
          "expect");

  private static final List<String> LINK_FIELDS =
      List.of("rate", "loss", "reorder", "mtu", "delay");
  private static final ScalarType<Duration> TIME =
      Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(1));
  private static final ScalarType<Duration> OMIT =
      Quantities.duration(Duration.ZERO, Duration.ofMinutes(1));
  private static final ScalarType<Duration> DELAY =
      Quantities.duration(Duration.ZERO, Duration.ofSeconds(5));
  private static final ScalarType<Long> LENGTH = Quantities.bytes(4, 1 << 20);
  private static final ScalarType<Integer> MTU = Quantities.whole(68, 65_535);
  private static final String USUAL = "cubic";
  private static final Duration DEFAULT_TIME = Duration.ofSeconds(10);
  private static final Peer UNKNOWN = Peer.of(PeerName.WEIR);
  private static final long LARGEST_DATAGRAM = 65_507;

  private final Section top;
  private final Problems problems;

  ScenarioReader(Section top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /**
   * The test, or nothing where it has no peers; every field is read, so that all is complained of.
   */
  Optional<Scenario> read() {
    Optional<Peer> server = PeerReader.read(top, Role.SERVER, problems);
    Optional<Peer> client = PeerReader.read(top, Role.CLIENT, problems);
    Scenario test = between(server.orElse(UNKNOWN), client.orElse(UNKNOWN));
    return server.isPresent() && client.isPresent() ? Optional.of(test) : Optional.empty();
  }

  private Scenario between(Peer server, Peer client) {
    Protocol protocol = top.get("protocol", Words.PROTOCOL, Protocol.TCP);
    Duration duration = top.get("duration", TIME, DEFAULT_TIME);
    Link link = link();
    Duration omit = omit(duration);
    // What is left out of the figures is part of the time all the same.
    List<Fault> faults = faults(duration.plus(omit), protocol);
    wholeSeconds("duration", duration);
    return new Scenario(
        server,
        client,
        protocol,
        top.get("direction", Words.DIRECTION, Direction.UP),
        top.get("streams", Words.STREAMS, 1),
        length(protocol),
        top.get("bitrate", Scales.RATE, 0L),
        options(),
        duration,
        omit,
        link,
        faults,
        top.node("expect")
            .map(new ExpectationReader(problems, protocol, duration.plus(omit), link, faults)::read)
            .orElse(List.of()));
  }

  // All that every release of every tool takes; a test that is longer than asked would be a lie.
  private void wholeSeconds(String field, Duration time) {
    if (time.toMillis() % 1000 != 0) {
      top.wrong(field, Quantities.print(time) + " (expected: whole seconds)");
    }
  }

  private int length(Protocol protocol) {
    long length = top.get("length", LENGTH, 0L);
    if (protocol == Protocol.UDP && length > LARGEST_DATAGRAM) {
      top.wrong("length", length + " (expected: at most " + LARGEST_DATAGRAM + " for a datagram)");
    }
    return (int) length;
  }

  private Duration omit(Duration duration) {
    Duration omit = top.get("omit", OMIT, Duration.ZERO);
    if (omit.compareTo(duration) >= 0) {
      top.wrong("omit", Quantities.print(omit) + " (expected: less than the duration)");
    }
    wholeSeconds("omit", omit);
    return omit;
  }

  private SocketOptions options() {
    SocketOptions options = top.get("options", Words.OPTIONS, SocketOptions.none());
    for (Scheme scheme : List.of(Scheme.TCP, Scheme.UDP)) {
      options.of(scheme).stream()
          .map(choice -> choice.option().name())
          .filter(name -> !Words.SETTABLE.contains(name))
          .forEach(name ->
              top.wrong(
                  "options",
                  name
                      + ": no tool sets it (expected: any of "
                      + String.join(", ", Words.SETTABLE)
                      + ")"));
    }
    // One congestion control for all: what the system prefers differs from machine to machine.
    // Whoever may not choose it measures with what the system prefers.
    return options.value(Scheme.TCP, OptionCatalogue.TCP_CONGESTION).isPresent()
            || CongestionControls.refused(USUAL).isPresent()
        ? options
        : options.tcp(OptionCatalogue.TCP_CONGESTION, USUAL);
  }

  private Link link() {
    Optional<Node> node = top.node("link");
    if (node.isEmpty()) {
      return Link.PLAIN;
    }
    Section section = new Section(node.get(), "link.", LINK_FIELDS, problems);
    Link link =
        new Link(
            section.get("rate", Scales.LINK_RATE, 0L),
            section.get("loss", Scales.SHARE, 0.0),
            section.get("reorder", Scales.SHARE, 0.0),
            section.get("mtu", MTU, 0),
            section.get("delay", DELAY, Duration.ZERO));
    if (link.reorder() > 0 && link.rate() == 0) {
      section.wrong("reorder", "needs link.rate (expected: a rate, or no reordering)");
    }
    if (link.reorder() > 0 && !link.delay().isZero()) {
      section.wrong("reorder", "does not go with link.delay (expected: one of both)");
    }
    return link;
  }

  private List<Fault> faults(Duration duration, Protocol protocol) {
    return top.node("faults")
        .map(node -> new FaultReader(problems, duration, protocol).read(node))
        .orElse(List.of());
  }
}
