package dev.weir.command.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code weir serve} is to do: what the whole file says, or the command line instead of one.
 *
 * @param process the settings of the process
 * @param servers the settings of each server by its name, in the order of the file; at least one
 */
public record ServeConfig(Values process, Map<String, Values> servers) {

  /** Keeps the order. */
  public ServeConfig {
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
  }

  /** The settings of one server. */
  public Optional<Values> server(String name) {
    return Optional.ofNullable(servers.get(name));
  }

  /**
   * What runs once a reload has been followed: this, with the other's values of the settings that
   * change in running servers.
   */
  public ServeConfig reloaded(ServeConfig other) {
    Map<String, Values> result = new LinkedHashMap<>();
    servers.forEach((name, values) ->
        result.put(name, other.server(name).map(values::reloaded).orElse(values)));
    return new ServeConfig(process.reloaded(other.process), result);
  }
}
