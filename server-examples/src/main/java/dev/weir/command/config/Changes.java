package dev.weir.command.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what runs with what a reloaded file says. */
public final class Changes {
  private final List<Change> found = new ArrayList<>();

  private Changes() {}

  /** Every difference, servers first, in the order of the files and of the table. */
  public static List<Change> between(ServeConfig before, ServeConfig after) {
    Changes changes = new Changes();
    before.servers().forEach((name, values) -> changes.server(name, values, after.servers()));
    after.servers().keySet().stream()
        .filter(name -> !before.servers().containsKey(name))
        .forEach(name -> changes.found.add(new Change("servers." + name, "", "added", false)));
    Settings.PROCESS.forEach(row -> changes.row("", row, before.process(), after.process()));
    return List.copyOf(changes.found);
  }

  private void server(String name, Values before, Map<String, Values> after) {
    Values now = after.get(name);
    if (now == null) {
      found.add(new Change("servers." + name, "running", "removed", false));
    } else {
      Settings.SERVER.forEach(row -> row("servers." + name + ".", row, before, now));
    }
  }

  private <T> void row(String prefix, Setting<T> row, Values before, Values after) {
    String old = before.find(row).map(row.type()::print).orElse("");
    String now = after.find(row).map(row.type()::print).orElse("");
    if (!old.equals(now)) {
      found.add(new Change(prefix + row.path(), old, now, row.live()));
    }
  }
}
