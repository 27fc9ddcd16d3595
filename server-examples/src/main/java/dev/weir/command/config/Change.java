package dev.weir.command.config;

/**
 * A difference between two configurations.
 *
 * @param path the setting, or the server, as it stands in the file: {@code
 *     servers.echo.limits.connections}
 * @param before its value before, empty if it had none
 * @param after its value after, empty if it has none
 * @param live whether running servers can follow it
 */
public record Change(String path, String before, String after, boolean live) {

  @Override
  public String toString() {
    return path + ": " + shown(before) + " -> " + shown(after);
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}
