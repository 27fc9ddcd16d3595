package dev.weir.command.config;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file again and lets what runs follow it, as far as that is possible without dropping a
 * connection. A file with any error changes nothing at all.
 */
public final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private final Path file;
  private final Handlers handlers;
  private final Following running;
  private ServeConfig current;

  /** What can follow. */
  public interface Following {

    /** Changes the limits of the servers of a name. */
    void limits(String server, Limits limits);

    /** Changes the bounds of sessions of the servers of a name. */
    void sessions(String server, UnaryOperator<Sessions> change);

    /** Changes how much is logged; without a level, back to what the environment says. */
    void logLevel(Optional<LogLevel> level);
  }

  /**
   * Creates one.
   *
   * @param file read again at each reload
   * @param handlers what can answer
   * @param current what runs
   */
  public Reloader(Path file, Handlers handlers, ServeConfig current, Following running) {
    this.file = file;
    this.handlers = handlers;
    this.current = current;
    this.running = running;
  }

  /** What runs, with what reloads have changed. */
  public synchronized ServeConfig current() {
    return current;
  }

  /**
   * Reloads, and tells in the log what changed, what could not, and why nothing did. Any thread.
   */
  public synchronized void reload() {
    try {
      follow(ConfigReader.read(file, handlers));
    } catch (ConfigException e) {
      e.problems().forEach(problem -> LOG.error("{}", problem));
      LOG.error("reload: {} has errors; everything stays as it was", file);
    }
  }

  private void follow(ServeConfig next) {
    List<Change> changes = Changes.between(current, next);
    ServeConfig before = current;
    current = before.reloaded(next);
    current
        .servers()
        .forEach((name, values) -> {
          limits(name, before.server(name).map(LimitSettings::of), values);
          sessions(name, before.server(name).orElse(Values.none()), values);
        });
    if (changes.stream().anyMatch(change -> change.path().equals(Settings.LOG_LEVEL.path()))) {
      running.logLevel(current.process().find(Settings.LOG_LEVEL));
    }
    changes.forEach(Reloader::tell);
    LOG.warn(
        "reload: {}: {} of {} changes followed",
        file,
        changes.stream().filter(Change::live).count(),
        changes.size());
  }

  private void limits(String name, Optional<Limits> before, Values values) {
    Limits now = LimitSettings.of(values);
    if (!before.equals(Optional.of(now))) {
      running.limits(name, now);
    }
  }

  private void sessions(String name, Values before, Values now) {
    if (!SessionSettings.same(before, now)) {
      try {
        running.sessions(name, SessionSettings.of(now));
      } catch (IllegalArgumentException refused) {
        LOG.error("reload: {}: {}; its sessions stay as they are", name, refused.getMessage());
      }
    }
  }

  private static void tell(Change change) {
    if (change.live()) {
      LOG.info("reload: {}", change);
    } else {
      LOG.warn("reload: {}: left as it is (expected: a restart)", change);
    }
  }
}
