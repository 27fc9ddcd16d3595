package dev.weir.bandwidth.report.html;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One line of the environment: what a reader needs to judge or repeat the measurement.
 *
 * @param name such as {@code Kernel} or {@code SO_RCVBUF}
 * @param value with its unit
 * @param note what was asked for, or what limits it; may be empty
 */
public record Fact(String name, String value, String note) {

  /**
   * A fact without a note.
   *
   * @param name such as {@code Kernel}
   * @param value with its unit
   * @return the fact
   */
  public static Fact of(String name, String value) {
    return new Fact(name, value, "");
  }

  /**
   * A moment, to the second.
   *
   * @param name such as {@code Measured}
   * @param moment shown in UTC
   * @return the fact
   */
  public static Fact of(String name, Instant moment) {
    String text = moment.truncatedTo(ChronoUnit.SECONDS).toString();
    return of(name, text.replace("T", " ").replace("Z", " UTC"));
  }

  /**
   * Adds what was asked for, or what limits the value.
   *
   * @param text the note
   * @return a new fact
   */
  public Fact note(String text) {
    return new Fact(name, value, text);
  }
}
