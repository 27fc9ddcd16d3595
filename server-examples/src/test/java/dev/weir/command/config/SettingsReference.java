package dev.weir.command.config;

import java.util.List;

/** Writes the reference page of the configuration file from the table of settings. */
final class SettingsReference {
  private final StringBuilder text = new StringBuilder();

  private SettingsReference() {}

  /** The page, as Markdown. */
  static String page() {
    SettingsReference page = new SettingsReference();
    page.text.append(head());
    page.table("Of each server, under `servers.NAME`", Settings.PIPELINE);
    page.table("Of a server whose handler speaks UDP, beside those", Settings.UDP);
    page.table("Of a server whose handler has sessions of UDP, beside those", Settings.SESSIONS);
    page.table("Of a server whose handler is `proxy`, beside those", List.of(Settings.TO));
    page.table("Of a server whose handler is `bandwidth`, instead", Settings.BANDWIDTH);
    page.table("Of the process", Settings.PROCESS);
    return page.text.toString();
  }

  private static String head() {
    return """
    # Configuration file

    `weir serve --config FILE` reads YAML. `weir serve --config FILE --check` validates it and prints every setting
    with its effective value, starting nothing. SIGHUP reads the file again: settings marked *live* change in the
    running servers without closing a connection; what else changed is named in the log and left as it is.

    ```yaml
    servers:
      echo:
        handler: echo
        listen: [tcp://:7, udp://:7]
        options: "udp: SO_RCVBUF=4m"
        limits: {connections: 10000}
      bandwidth:
        handler: bandwidth
        listen: [tcp://:5201, udp://:5201]
        limits: {tests: 64, bitrate: 10g}
    admin: {listen: "tcp://127.0.0.1:9464"}
    log: {level: info}
    ```

    Every error is printed as `FILE:LINE:COLUMN: NAME: VALUE (expected: ...)`, all of a file at once. A file has at
    most %d bytes, %d levels and %d aliases.

    UDP has no connections, so `limits.outbound`, `limits.allow` and `limits.deny` are the only limits that it keeps
    to: a server of udp endpoints alone refuses every other one. Of a server that has both, the others hold for TCP.

    This page is generated from the table of settings; the test of that table rewrites it.
    """
        .formatted(YamlFile.LARGEST_BYTES, YamlTree.DEEPEST, YamlTree.MOST_ALIASES);
  }

  private void table(String title, List<Setting<?>> rows) {
    text.append("\n## ")
        .append(title)
        .append(
            "\n\n| setting | command line | value | default | live | what it does |\n|---|---|---|---|---|---|\n");
    rows.forEach(this::row);
  }

  private void row(Setting<?> row) {
    text.append(
        "| `%s` | `%s` | %s | %s | %s | %s |%n"
            .formatted(
                row.path(),
                row.option(),
                row.type().expected(),
                fallback(row),
                row.live() ? "live" : "",
                row.doc()));
  }

  private static String fallback(Setting<?> row) {
    return switch (row.need()) {
      case REQUIRED -> "required";
      case OPTIONAL -> Settings.SESSIONS.contains(row) ? "the handler's" : "none";
      case DEFAULTED -> row.fallbackText().isEmpty() ? "empty" : "`" + row.fallbackText() + "`";
    };
  }
}
