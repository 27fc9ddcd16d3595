package dev.weir.command.config;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings: everything that the file, the command line, {@code --check} and
 * the reference page need to know about a setting.
 *
 * @param scope whether every server has its own, or the process has one
 * @param path name in the file, with dots where it lies in a section: {@code limits.connections}
 * @param type how values are written
 * @param need whether it must be given, may be missing, or has a default
 * @param fallback the value where none is given; present exactly where {@code need} is {@link
 *     Need#DEFAULTED}
 * @param live whether a reload changes it in a running server
 * @param doc what it does, in one sentence, without the unit that the type tells
 */
public record Setting<T>(
    Scope scope,
    String path,
    ValueType<T> type,
    Need need,
    Optional<T> fallback,
    boolean live,
    String doc) {

  /** Whose setting it is. */
  public enum Scope {
    /** One for the process. */
    PROCESS,
    /** One for each server, under {@code servers.NAME}. */
    SERVER
  }

  /** What its absence means. */
  public enum Need {
    /** An error. */
    REQUIRED,
    /** That what it sets is not there. */
    OPTIONAL,
    /** Its default. */
    DEFAULTED
  }

  /** A setting that must be given. */
  static <T> Setting<T> required(Scope scope, String path, ValueType<T> type, String doc) {
    return new Setting<>(scope, path, type, Need.REQUIRED, Optional.empty(), false, doc);
  }

  /** A setting whose absence is a meaning of its own. */
  static <T> Setting<T> optional(Scope scope, String path, ValueType<T> type, String doc) {
    return new Setting<>(scope, path, type, Need.OPTIONAL, Optional.empty(), false, doc);
  }

  /** A setting with a default. */
  static <T> Setting<T> defaulted(
      Scope scope, String path, ValueType<T> type, T fallback, String doc) {
    return new Setting<>(scope, path, type, Need.DEFAULTED, Optional.of(fallback), false, doc);
  }

  /** The same, changed by a reload. */
  Setting<T> reloaded() {
    return new Setting<>(scope, path, type, need, fallback, true, doc);
  }

  /**
   * The option of the command line that sets it: {@code --shards} for {@code shards}, {@code
   * --admin-open} for {@code admin.open}; {@code --limits} for every limit, as {@code
   * connections=5,idle=30s}, {@code --sessions} and {@code --batching} alike; and where a section
   * exists for one value, the section's name alone.
   */
  public String option() {
    return switch (path) {
      case "handler" -> "NAME";
      case "admin.listen" -> "--admin";
      case "otlp.url" -> "--otlp";
      default -> "--" + (listed() ? path.substring(0, path.indexOf('.')) : path.replace('.', '-'));
    };
  }

  /** Whether one option takes the values of its whole section. */
  private boolean listed() {
    return Stream.of(LimitTable.SECTION, SessionSettings.SECTION, UdpSettings.BATCHING)
        .anyMatch(path::startsWith);
  }

  /** Rows are compared as themselves: the table has each once. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  /** Of the path, which is cheap: rows are keys while the command starts. */
  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** The default as text; empty where there is none. */
  public String fallbackText() {
    return fallback.map(type::print).orElse("");
  }
}
