package dev.weir.it.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report page as its readers get it: on a phone, on a desk, in the dark, on paper, read aloud.
 * Leaves pictures of it in target/report-page for who wants to look.
 */
@NeedsChromium
class ReportPageIT {
  private static final Path FOLDER = Path.of("target", "report-page").toAbsolutePath();

  /** An A4 page between margins of 14 mm, in CSS pixels. */
  private static final int PAPER_WIDTH = 687;

  private static Chromium chromium;
  private static URI page;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve("report.html");
    new SamplePage().page().write(file);
    page = file.toUri();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.stop();
  }

  @Test
  void asksForNothingAndReportsNothing() {
    Tab tab = chromium.tab().show(page);
    assertThat(tab.requests()).containsExactly(page.toString());
    assertThat(tab.console()).isEmpty();
    assertThat(tab.evaluate("document.images.length").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 680, 681, 1200, 1280})
  void fitsTheScreen(int width) throws IOException {
    Tab tab = chromium.tab().screen(width, 800).show(page);
    Files.write(FOLDER.resolve("screen-" + width + ".png"), tab.picture());
    assertThat(tab.check("overflow")).isEmpty();
    assertThat(tab.check("cutLabels")).isEmpty();
    assertThat(tab.check("touchingLabels")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void plotsAreThereAndNameTheirLines(int width) {
    Tab tab = chromium.tab().screen(width, 800).show(page);
    assertThat(tab.evaluate("document.querySelectorAll('figure.plot').length").asInt())
        .isEqualTo(5);
    assertThat(tab.check("plots")).isEmpty();
    assertThat(tab.check("unnamed")).isEmpty();
    assertThat(tab.check("smallText")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"screen, light", "screen, dark", "print, dark"})
  void isReadableByContrastAndWithoutColour(String medium, String scheme) throws IOException {
    Tab tab = chromium.tab().screen(1280, 800).media(medium, scheme).show(page);
    Files.write(FOLDER.resolve(medium + "-" + scheme + ".png"), tab.picture());
    assertThat(tab.check("faintText")).isEmpty();
    assertThat(tab.check("faintLines")).isEmpty();
    assertThat(tab.check("lookalikes")).isEmpty();
  }

  @Test
  void printsBlackOnWhiteWithNothingCut() throws IOException {
    Tab tab = chromium.tab().screen(PAPER_WIDTH, 1000).media("print", "dark").show(page);
    Files.write(FOLDER.resolve("report.pdf"), tab.pdf());
    assertThat(Files.readAllBytes(FOLDER.resolve("report.pdf"))).startsWith('%', 'P', 'D', 'F');
    assertThat(tab.check("paper")).isEmpty();
    assertThat(tab.check("overflow")).isEmpty();
    assertThat(tab.check("plots")).isEmpty();
    assertThat(tab.check("cutLabels")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void readsAloud(int width) {
    assertThat(chromium.tab().screen(width, 800).show(page).accessible())
        .contains(
            "heading Weir bench on loopback",
            "heading Bandwidth",
            "heading Throughput",
            "table Rounds, median with lowest to highest",
            "table Figures of Throughput",
            "rowheader TCP sink, one stream",
            "columnheader CPU per GB",
            "image Plot of Throughput, Gbit/s, over time, s: weir, iperf3 3.21, iperf2 2.1.8."
                + " The table below has the figures.");
  }

  /** A page with each fault, so that the checks above are known to find them. */
  @Test
  void theChecksFindFaults() throws IOException {
    Path file = FOLDER.resolve("faults.html");
    Files.writeString(file, FAULTS);
    Tab tab = chromium.tab().screen(360, 800).media("screen", "dark").show(file.toUri());
    await().untilAsserted(() -> assertThat(tab.console()).hasSizeGreaterThanOrEqualTo(2));
    assertThat(tab.requests()).hasSize(2);
    assertThat(tab.check("overflow")).isNotEmpty();
    assertThat(tab.check("cutLabels")).hasSize(1);
    assertThat(tab.check("touchingLabels")).hasSize(1);
    assertThat(tab.check("plots")).hasSize(3);
    assertThat(tab.check("unnamed")).hasSize(1);
    assertThat(tab.check("smallText")).hasSize(1);
    assertThat(tab.check("faintText")).hasSize(1);
    assertThat(tab.check("faintLines")).hasSize(2);
    assertThat(tab.check("lookalikes")).hasSize(2);
    assertThat(tab.check("paper")).hasSizeGreaterThanOrEqualTo(3);
  }

  private static final String FAULTS =
      """
      <!DOCTYPE html>
      <html><head><meta name="viewport" content="width=device-width"></head>
      <body style="margin: 0; background: #fff; color: #222">
      <nav>links</nav>
      <div style="width: 500px">wide</div>
      <p style="font-size: 8px">small</p>
      <p style="color: #aaa">faint</p>
      <figure class="plot" style="margin: 0"><h3>Plot</h3>
      <svg class="drawing" viewBox="0 0 200 100" width="200" height="100">
      <text x="10" y="50">one</text><text x="15" y="50">two</text><text x="190" y="90">cut off</text>
      </svg>
      <svg class="drawing" viewBox="0 0 200 100" width="200" height="100">
      <path class="line" style="stroke-dasharray: 2px" d="M0 0L9 9"/>
      <path class="line" style="stroke-dasharray: 2px" d="M0 0L9 9"/>
      <path class="mark a" fill="#eee" d="M0 0h4v4z"/><path class="mark b" fill="#eee" d="M0 0h4v4z"/>
      </svg>
      <table><tbody><tr><th>nobody</th></tr></tbody></table>
      </figure>
      <img src="missing.png" alt="">
      <script>console.log("written"); </script>
      </body></html>
      """;
}
