package dev.weir.bandwidth.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of measurements, as one self-contained HTML file: no scripts, no requests, readable on a
 * phone, on paper and without colour.
 *
 * <p>Immutable; every method that adds gives a new page. All text is escaped, so names and messages
 * that came from a peer may be passed as they are.
 *
 * <pre>{@code
 * Unit messages = Unit.rate("messages");
 * Page.titled("Weir bench on loopback")
 *     .summary("TCP echo 412k messages/s with p99 85 µs; bandwidth 46.2 Gbit/s.")
 *     .environment(ThisMachine.facts())
 *     .environment(Fact.of("TCP_NODELAY", "on").note("asked: on"))
 *     .add(Section.titled("TCP echo, 50 connections of 64 B")
 *         .add(TimePlot.titled("Throughput", messages).add(Series.perSecond("echo", rates)))
 *         .add(PercentilePlot.titled("Round trip", Unit.SECONDS)
 *             .add(Series.percentiles("echo", p -> histogram.getValueAtPercentile(p) / 1e9, count)))
 *         .add(Table.titled("Rounds").columns("Work", "Throughput", "p99")
 *             .row("echo", Figure.median(messages, 401e3, 412e3, 415e3), Figure.of(Unit.SECONDS, 85e-6)))
 *         .add(Verdicts.none().add(Outcome.MET, "nothing lost", "0 of 4,120,000 messages")))
 *     .write(Path.of("report.html"));
 * }</pre>
 *
 * @param title what was measured; the page's heading
 * @param summary the result in a sentence or two, with units; may be empty
 * @param environment where it was measured: kernel, JVM, CPU, options as effective
 * @param sections the measurements, in reading order
 */
public record Page(String title, String summary, List<Fact> environment, List<Section> sections) {

  /** Copies the lists. */
  public Page {
    environment = List.copyOf(environment);
    sections = List.copyOf(sections);
  }

  /**
   * An empty page.
   *
   * @param title what was measured
   * @return the page
   */
  public static Page titled(String title) {
    return new Page(title, "", List.of(), List.of());
  }

  /**
   * Says the result first.
   *
   * @param text a sentence or two, with units
   * @return a new page
   */
  public Page summary(String text) {
    return new Page(title, text, environment, sections);
  }

  /**
   * Adds one fact of the environment.
   *
   * @param fact such as the kernel's version or an option as effective
   * @return a new page
   */
  public Page environment(Fact fact) {
    return new Page(title, summary, Longer.by(environment, fact), sections);
  }

  /**
   * Adds facts of the environment.
   *
   * @param facts such as {@link ThisMachine#facts()}
   * @return a new page
   */
  public Page environment(List<Fact> facts) {
    return new Page(title, summary, Longer.by(environment, facts), sections);
  }

  /**
   * Adds a section at the end.
   *
   * @param section what to add
   * @return a new page
   */
  public Page add(Section section) {
    return new Page(title, summary, environment, Longer.by(sections, section));
  }

  /**
   * The page as HTML.
   *
   * @return a whole document, in UTF-8 when written
   */
  public String html() {
    return new PageHtml(this).render();
  }

  /**
   * Writes the page, replacing the file.
   *
   * @param file where to
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, html(), UTF_8);
  }
}
