package dev.weir.command.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a configuration file whole and reports everything that is wrong with it at once. */
public final class ConfigReader {
  private static final int MOST_SERVERS = 1000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final String NAME_EXPECTED = "a letter, then up to 63 letters, digits, - and _";

  private final YamlFile file;
  private final Handlers handlers;
  private final Problems problems = new Problems();

  private ConfigReader(YamlFile file, Handlers handlers) {
    this.file = file;
    this.handlers = handlers;
  }

  /**
   * Reads a file.
   *
   * @param handlers what can answer
   * @throws ConfigException with every problem of the file, if it has any
   */
  public static ServeConfig read(Path path, Handlers handlers) throws ConfigException {
    return new ConfigReader(YamlFile.read(path), handlers).read();
  }

  private ServeConfig read() throws ConfigException {
    Location start = new Location(file.name(), 1, 1);
    Node root =
        YamlTree.of(file, problems)
            .orElseThrow(
                () -> new ConfigException(start, "the file is empty (expected: servers: {...})"));
    Values process = new ScopeReader(Settings.PROCESS, "", Set.of("servers"), problems).read(root);
    Map<String, Values> servers = root instanceof Node.Mapping top ? servers(top) : Map.of();
    ServeConfig config = new ServeConfig(process, servers);
    CrossChecks.run(config, handlers, problems);
    problems.throwIfAny();
    return config;
  }

  private Map<String, Values> servers(Node.Mapping top) {
    for (Node.Entry entry : top.entries()) {
      if (entry.key().text().equals("servers")) {
        return each(entry.value());
      }
    }
    problems.expected(
        top.where(), "servers", "missing", "a mapping of a server's name to its settings");
    return Map.of();
  }

  private Map<String, Values> each(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.expected(
          node.where(), "servers", node.shown(), "a mapping of a server's name to its settings");
      return Map.of();
    }
    if (mapping.entries().isEmpty() || mapping.entries().size() > MOST_SERVERS) {
      problems.expected(
          node.where(), "servers", mapping.entries().size() + " of them", "1 to " + MOST_SERVERS);
      return Map.of();
    }
    Map<String, Values> servers = new LinkedHashMap<>();
    mapping.entries().forEach(entry -> servers.put(entry.key().text(), server(entry)));
    return servers;
  }

  private Values server(Node.Entry entry) {
    String name = entry.key().text();
    if (!NAME.matcher(name).matches()) {
      problems.expected(entry.key().where(), "servers", entry.key().shown(), NAME_EXPECTED);
    }
    return new ScopeReader(Settings.SERVER, "servers." + name + ".", Set.of(), problems)
        .read(entry.value());
  }
}
