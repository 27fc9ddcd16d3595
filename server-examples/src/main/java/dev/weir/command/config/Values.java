package dev.weir.command.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of one scope's settings, given or by default, each given one with its place. */
public final class Values {
  private final Map<Setting<?>, Given<?>> given = new LinkedHashMap<>();

  private record Given<T>(T value, Location where) {}

  /** Sets without values: all defaults. */
  Values() {}

  <T> void put(Setting<T> setting, T value, Location where) {
    given.put(setting, new Given<>(value, where));
  }

  /** The value, or the default, or nothing where the setting is optional and absent. */
  // put() is the only way in, and it ties the value's type to the setting's.
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Setting<T> setting) {
    Given<T> found = (Given<T>) given.get(setting);
    return found == null ? setting.fallback() : Optional.of(found.value());
  }

  /** The value of a setting that is required or has a default. */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new IllegalStateException(setting.path() + ": absent"));
  }

  /** Where the value stands; empty for a default. */
  public Optional<Location> where(Setting<?> setting) {
    return Optional.ofNullable(given.get(setting)).map(Given::where);
  }

  /** Whether the value was given. */
  public boolean has(Setting<?> setting) {
    return given.containsKey(setting);
  }

  /** These values with another's for the settings that a reload changes: what runs after it. */
  public Values reloaded(Values other) {
    Values result = new Values();
    given.forEach((setting, value) -> {
      if (!setting.live()) {
        result.given.put(setting, value);
      }
    });
    other.given.forEach((setting, value) -> {
      if (setting.live()) {
        result.given.put(setting, value);
      }
    });
    return result;
  }
}
