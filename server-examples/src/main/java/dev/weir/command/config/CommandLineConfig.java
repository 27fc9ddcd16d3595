package dev.weir.command.config;

import dev.weir.command.UsageException;
import dev.weir.command.text.NearestName;
import dev.weir.server.endpoint.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A configuration from a command line, by the same table as one from a file: what a line says, a
 * file can say. Everything wrong is a {@link UsageException} that begins with the option's name.
 */
public final class CommandLineConfig {
  private static final Pattern NEXT_NAME = Pattern.compile(",(?=\\s*\\w+\\s*=)");
  private static final Location PLACE = new Location("command line", 1, 1);

  private final Map<String, Values> servers = new LinkedHashMap<>();
  private Values shared = Values.none();
  private Values process = Values.none();

  /** Nothing is said yet. */
  public CommandLineConfig() {}

  /** Adds endpoints of a handler: one server for each name. */
  public void serve(String handler, List<Endpoint> endpoints) {
    Values before = servers.getOrDefault(handler, Values.none());
    List<Endpoint> all =
        Stream.concat(
                before.find(Settings.LISTEN).stream().flatMap(List::stream), endpoints.stream())
            .toList();
    servers.put(
        handler, before.with(Settings.HANDLER, handler, PLACE).with(Settings.LISTEN, all, PLACE));
  }

  /** Sets what all servers share, where the option was given. */
  public <T> void shared(Setting<T> setting, Optional<String> text) {
    text.ifPresent(given -> shared = shared.with(setting, parsed(setting, given), PLACE));
  }

  /** Sets something of the process, where the option was given. */
  public <T> void process(Setting<T> setting, Optional<String> text) {
    text.ifPresent(given -> process = process.with(setting, parsed(setting, given), PLACE));
  }

  /**
   * Sets limits that all servers share: {@code connections=5,idle=30s}. A value goes on until the
   * next name, so that a list can have commas: {@code deny=10.0.0.0/8,::1,idle=30s}.
   */
  public void limits(Optional<String> text) {
    section(new Section(LimitTable.SECTION, "limit", LimitSettings.ALL), text);
  }

  /** Sets bounds of sessions that all servers share, in the same way. */
  public void sessions(Optional<String> text) {
    section(new Section(SessionSettings.SECTION, "bound", SessionSettings.ALL), text);
  }

  /** Sets how all servers' datagrams are moved, in the same way. */
  public void batching(Optional<String> text) {
    section(new Section(UdpSettings.BATCHING, "setting", UdpSettings.OF_BATCHING), text);
  }

  /** Settings that one option takes. */
  private record Section(String prefix, String noun, List<Setting<?>> rows) {
    Optional<Setting<?>> find(String name) {
      return rows.stream().filter(row -> row.path().equals(prefix + name)).findFirst();
    }

    UsageException wrong(String text) {
      return new UsageException(rows.getFirst().option() + ": " + text);
    }

    UsageException unknown(String name) {
      TreeSet<String> known = new TreeSet<>();
      rows.forEach(row -> known.add(row.path().substring(prefix.length())));
      String missing = name + ": no such " + noun;
      return wrong(
          NearestName.of(name, known)
              .map(meant -> missing + "; did you mean " + meant + "?")
              .orElse(missing + " (expected: any of " + String.join(", ", known) + ")"));
    }
  }

  private void section(Section section, Optional<String> text) {
    text.stream()
        .flatMap(given -> Stream.of(NEXT_NAME.split(given, -1)))
        .forEach(item -> item(section, item));
  }

  private void item(Section section, String item) {
    String[] parts = item.split("=", 2);
    String name = parts[0].strip();
    Setting<?> setting = section.find(name).orElseThrow(() -> section.unknown(name));
    if (parts.length < 2) {
      throw section.wrong(name + " (expected: " + name + "=VALUE)");
    }
    shared(setting, Optional.of(parts[1]));
  }

  /** The whole, checked as a file is. */
  public ServeConfig build(Handlers handlers) {
    Map<String, Values> complete = new LinkedHashMap<>();
    servers.forEach((name, values) -> complete.put(name, values.and(shared)));
    ServeConfig config = new ServeConfig(process, complete);
    Problems problems = new Problems();
    CrossChecks.run(config, handlers, problems);
    try {
      problems.throwIfAny();
    } catch (ConfigException e) {
      throw new UsageException(
          String.join("; ", e.problems().stream().map(Problem::text).toList()));
    }
    return config;
  }

  private static <T> T parsed(Setting<T> setting, String text) {
    try {
      return setting.type().parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(setting.option() + ": " + wrong.getMessage());
    }
  }
}
