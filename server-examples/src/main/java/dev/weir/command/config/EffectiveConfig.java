package dev.weir.command.config;

import dev.weir.command.config.Setting.Need;
import java.util.List;
import java.util.Map;

/**
 * Prints a configuration with every setting and its value, as a file that gives the same
 * configuration; a comment marks what nobody gave.
 */
public final class EffectiveConfig {
  private static final int COMMENT_COLUMN = 48;

  private final StringBuilder text = new StringBuilder();

  private EffectiveConfig() {}

  /** The text, several lines of YAML. */
  public static String print(ServeConfig config, Handlers handlers) {
    EffectiveConfig printer = new EffectiveConfig();
    printer.line(0, "servers:", "");
    for (Map.Entry<String, Values> server : config.servers().entrySet()) {
      printer.line(1, YamlText.of(server.getKey()) + ":", "");
      printer.rows(rowsOf(server.getValue(), handlers), server.getValue(), 2);
    }
    printer.rows(Settings.PROCESS, config.process(), 0);
    return printer.text.toString();
  }

  private static List<Setting<?>> rowsOf(Values values, Handlers handlers) {
    return handlers
        .find(values.get(Settings.HANDLER))
        .map(Handlers.Kind::settings)
        .orElse(Settings.SERVER);
  }

  private void rows(List<Setting<?>> rows, Values values, int depth) {
    String section = "";
    for (Setting<?> row : rows) {
      int dot = row.path().indexOf('.');
      String mine = dot < 0 ? "" : row.path().substring(0, dot);
      if (values.find(row).isPresent() || row.need() == Need.DEFAULTED) {
        if (!mine.isEmpty() && !mine.equals(section)) {
          line(depth, mine + ":", "");
        }
        section = mine;
        row(row, values, mine.isEmpty() ? depth : depth + 1, row.path().substring(dot + 1));
      }
    }
  }

  private <T> void row(Setting<T> row, Values values, int depth, String name) {
    String value = row.type().yaml(values.get(row));
    line(depth, name + ": " + value, values.has(row) ? "" : "default");
  }

  private void line(int depth, String content, String comment) {
    String line = "  ".repeat(depth) + content;
    text.append(line);
    if (!comment.isEmpty()) {
      text.append(" ".repeat(Math.max(1, COMMENT_COLUMN - line.length())))
          .append("# ")
          .append(comment);
    }
    text.append('\n');
  }
}
