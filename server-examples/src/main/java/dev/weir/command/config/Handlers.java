package dev.weir.command.config;

import dev.weir.server.endpoint.Scheme;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What can answer, as far as a configuration has to know it.
 *
 * @param spoken the schemes that each speaks, by its name
 */
public record Handlers(Map<String, Set<Scheme>> spoken) {

  /** In the order of their names. */
  public Handlers {
    spoken = Collections.unmodifiableMap(new TreeMap<>(spoken));
  }

  Set<String> names() {
    return spoken.keySet();
  }

  boolean speaks(String name, Scheme scheme) {
    return spoken.getOrDefault(name, Set.of()).contains(scheme);
  }
}
