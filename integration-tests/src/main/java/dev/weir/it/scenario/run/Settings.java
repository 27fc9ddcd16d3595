package dev.weir.it.scenario.run;

import dev.weir.command.config.Quantities;
import dev.weir.it.scenario.Fault;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a scenario asks for, in words for a result. */
final class Settings {

  private Settings() {}

  static Map<String, String> of(Scenario scenario) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("server", scenario.server().word());
    words.put("client", scenario.client().word());
    words.put("protocol", scenario.protocol().word());
    words.put("direction", scenario.direction().word());
    words.put("streams", Integer.toString(scenario.streams()));
    words.put("length", scenario.length() == 0 ? "the client's default" : scenario.length() + " B");
    words.put("bitrate", rate(scenario.bitrate()));
    words.put("options", scenario.options().toString());
    words.put("duration", Quantities.print(scenario.duration()));
    words.put("omit", Quantities.print(scenario.omit()));
    words.put("link", link(scenario.link()));
    words.put(
        "faults",
        scenario.faults().stream().map(Settings::fault).collect(Collectors.joining("; ")));
    return words;
  }

  private static String fault(Fault fault) {
    return "at " + Quantities.print(fault.at()) + " " + fault.text();
  }

  private static String rate(long bits) {
    return bits == 0 ? "unlimited" : bits + " bit/s";
  }

  private static String link(Link link) {
    return link.equals(Link.PLAIN)
        ? "plain"
        : "rate %s, loss %s %%, reorder %s %%, mtu %s, delay %s"
            .formatted(
                rate(link.rate()),
                link.loss() * 100,
                link.reorder() * 100,
                link.mtu() == 0 ? "1500" : link.mtu() + "",
                Quantities.print(link.delay()));
  }
}
