package dev.weir.command.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one scope's settings, given or by default, each given one with its place.
 * Immutable; every method gives new values.
 */
public final class Values {
  private static final Values NONE = new Values(Map.of());

  private final Map<Setting<?>, Given<?>> given;

  private record Given<T>(T value, Location where) {}

  private Values(Map<Setting<?>, Given<?>> given) {
    this.given = Collections.unmodifiableMap(given);
  }

  /** Nothing is given: all defaults. */
  public static Values none() {
    return NONE;
  }

  /** With a value; replaces an earlier one. */
  public <T> Values with(Setting<T> setting, T value, Location where) {
    Map<Setting<?>, Given<?>> more = new LinkedHashMap<>(given);
    more.put(setting, new Given<>(value, where));
    return new Values(more);
  }

  /** These, and another's for what these do not give. */
  Values and(Values other) {
    Map<Setting<?>, Given<?>> more = new LinkedHashMap<>(other.given);
    more.putAll(given);
    return new Values(more);
  }

  /** The value, or the default, or nothing where the setting is optional and absent. */
  // with() is the only way in, and it ties the value's type to the setting's.
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
    Map<Setting<?>, Given<?>> result = new LinkedHashMap<>();
    given.forEach((setting, value) -> keep(result, setting, value, !setting.live()));
    other.given.forEach((setting, value) -> keep(result, setting, value, setting.live()));
    return new Values(result);
  }

  private static void keep(
      Map<Setting<?>, Given<?>> result, Setting<?> setting, Given<?> value, boolean wanted) {
    if (wanted) {
      result.put(setting, value);
    }
  }
}
