package dev.weir.it.scenario.run;

import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.ThisMachine;
import dev.weir.command.VersionText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine that a run ran on. */
final class Environment {

  private Environment() {}

  static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Weir", VersionText.weir());
    for (Fact fact : ThisMachine.facts()) {
      facts.put(fact.name(), fact.value());
    }
    return facts;
  }
}
