package dev.weir.bandwidth.report;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lines with what goes before every one of them: the time, and a client's title.
 *
 * <p>May be called from any thread if its output may; a line is handed on whole.
 */
public final class TextLines {

  private final Optional<String> timestamps;
  private final String title;
  private final Consumer<String> out;
  private final InstantSource clock;

  /**
   * Lines in the style of one end.
   *
   * @param role a server's lines never carry the title
   * @param style what goes before them
   * @param out takes each line, newline included
   */
  public TextLines(Role role, TextStyle style, Consumer<String> out) {
    this(role, style, out, InstantSource.system());
  }

  TextLines(Role role, TextStyle style, Consumer<String> out, InstantSource clock) {
    this.timestamps = style.timestamps();
    this.title = role == Role.CLIENT ? style.title().map(text -> text + ":  ").orElse("") : "";
    this.out = out;
    this.clock = clock;
  }

  /** One line, or several that have only one beginning. */
  public void line(String text) {
    out.accept(prefix() + text + "\n");
  }

  /** A text without anything before it, newline included. */
  void raw(String text) {
    out.accept(text);
  }

  /** What goes before a line now. */
  String prefix() {
    return timestamp() + title;
  }

  /** The time as asked for, or nothing. */
  public String timestamp() {
    return timestamps
        .map(pattern -> Strftime.format(pattern, clock.instant().atZone(ZoneId.systemDefault())))
        .orElse("");
  }
}
