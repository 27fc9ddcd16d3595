package dev.weir.bandwidth.report.html;

import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** What was asked of a test, in words. */
final class TestFacts {
  private final TestDescription test;
  private final TestSettings settings;

  TestFacts(TestDescription test) {
    this.test = test;
    this.settings = test.settings();
  }

  String title() {
    String name =
        (test.role() == Role.CLIENT ? "iperf3 to " : "iperf3 from ") + address(test.peer());
    return settings.title().map(title -> title + ": " + name).orElse(name);
  }

  /** Such as: TCP, reverse, 4 streams. */
  String kind() {
    return "%s, %s, %d %s"
        .formatted(
            settings.protocol(),
            direction(),
            settings.parallel(),
            settings.parallel() == 1 ? "stream" : "streams");
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Test", kind()));
    facts.add(Fact.of("Peer", address(test.peer())));
    facts.add(Fact.of("Begun", test.begun()));
    where(settings.duration(), "Duration", Unit.SECONDS::format, facts);
    where(settings.omit(), "Omitted at the start", Unit.SECONDS::format, facts);
    where(settings.bytes(), "Bytes to move", Unit.BYTES::format, facts);
    where(settings.blocks(), "Blocks to move", Unit.COUNT::format, facts);
    where(settings.blockSize(), "Block", Unit.BYTES::format, facts);
    where(settings.bitrate(), "Rate, at most, of a stream", Unit.BITS_PER_SECOND::format, facts);
    where(settings.fqRate(), "Paced by the kernel", Unit.BITS_PER_SECOND::format, facts);
    where(settings.socketBuffer(), "Socket buffer asked for", Unit.BYTES::format, facts);
    where(settings.mss(), "Segment size asked for", Unit.BYTES::format, facts);
    where(settings.tos(), "Type of service", tos -> "0x%02x".formatted(tos), facts);
    settings.extraData().ifPresent(data -> facts.add(Fact.of("Extra data", data)));
    return facts;
  }

  private static void where(long value, String name, LongFunction<String> text, List<Fact> facts) {
    if (value != 0) {
      facts.add(Fact.of(name, text.apply(value)));
    }
  }

  private String direction() {
    return settings.direction().name().toLowerCase(Locale.ROOT);
  }

  private static String address(HostPort peer) {
    String host = peer.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + peer.port();
  }
}
