package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {
  @Test
  void holdsNothingThatLoadsOrRuns() throws Exception {
    String html = everything("plain").html();
    assertThat(html).doesNotContain("http:", "https:", "url(", "@import");
    Document page = parsed(html);
    assertThat(count(page, "//script[not(@type='application/json')]")).isZero();
    assertThat(count(page, "//@src | //@*[starts-with(name(), 'on')]")).isZero();
    assertThat(count(page, "//@href[not(starts-with(., '#') or . = 'data:,')]")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title></style></script><b>",
        "&lt;b&gt; ' \" ]]> <!-- <![CDATA[",
        "nul \0 escape \u001b[31m half \ud800 override \u202e gpj.exe",
      })
  void textOfAPeerStaysText(String hostile) throws Exception {
    String html = everything(hostile).html();
    Document page = parsed(html);
    assertThat(count(page, "//img | //b")).isZero();
    assertThat(count(page, "//script")).isEqualTo(1);
    assertThat(html).doesNotContain("\0", "\u001b", "\u202e");
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo(hostile.replaceAll("[\0\u001b\u202e]|\\ud800", "\ufffd"));
  }

  @Test
  void carriesItsDataForPrograms() throws Exception {
    String title = "</script><script>alert(1)</script> & more";
    JsonNode data = data(everything(title));
    assertThat(data.path("title").asText()).isEqualTo(title);
    JsonNode series = data.at("/sections/0/blocks/0/series/0");
    assertThat(series.at("/points/1")).hasToString("[2.0,null]");
    assertThat(data.at("/sections/0/blocks/0/marks/0/seconds").asDouble()).isEqualTo(1.5);
    assertThat(data.at("/sections/0/blocks/2/rows/0/cells/0/high").asDouble()).isEqualTo(3);
  }

  @Test
  void tablesAndPlotsSayWhatTheyAre() throws Exception {
    Document page = parsed(everything("plain").html());
    assertThat(count(page, "//table[not(caption)]")).isZero();
    assertThat(count(page, "//svg[not(@aria-label or @aria-hidden)]")).isZero();
    assertThat(count(page, "//section[not(@aria-labelledby = .//h2/@id)]")).isZero();
    assertThat(count(page, "//td[not(@data-column)] | //th[not(@scope)]")).isZero();
  }

  @Test
  void aMissingValueIsAGapAndNotAZero() throws Exception {
    Document page = parsed(everything("plain").html());
    String path =
        text(page, "(//svg[contains(@class, 'wide')])[1]/path[contains(@class, 'line')]/@d");
    assertThat(path.replaceAll("[^ML]", "")).isEqualTo("MM");
  }

  @Test
  void linesBeyondTheNamedOnesAreCounted() throws Exception {
    List<Series> lines =
        IntStream.range(0, 12).mapToObj(i -> Series.perSecond("stream " + i, 1, 2)).toList();
    TimePlot plot = new TimePlot("Streams", Unit.BITS_PER_SECOND, lines, List.of());
    Document page = parsed(Page.titled("Many").add(Section.titled("All").add(plot)).html());
    assertThat(text(page, "//ul[@class='legend']/li[last()]")).contains("5 more");
    assertThat(count(page, "//svg[contains(@class, 'wide')]/path[@class='line rest']"))
        .isEqualTo(5);
  }

  @Test
  void aPlotWithoutValuesSaysSo() throws Exception {
    TimePlot plot = TimePlot.titled("Loss", Unit.PERCENT).add(Series.perSecond("udp", Double.NaN));
    Document page = parsed(Page.titled("None").add(Section.titled("UDP").add(plot)).html());
    assertThat(text(page, "//figure/p")).isEqualTo("Nothing was measured.");
    assertThat(count(page, "//svg")).isZero();
  }

  @Test
  void countsTheVerdicts() throws Exception {
    Document page = parsed(everything("plain").html());
    assertThat(text(page, "//p[@class='tally']")).isEqualTo("Expectations: 3 met, 3 skipped.");
  }

  @Test
  void theSamePageIsTheSameFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");
    everything("plain µ").write(file);
    assertThat(Files.readString(file)).isEqualTo(everything("plain µ").html());
  }

  /** A page with each kind of block, all texts of which are the given one. */
  private static Page everything(String text) {
    Section section =
        new Section(text, text, List.of())
            .add(
                TimePlot.titled(text, Unit.rate(text))
                    .add(Series.perSecond(text, 1, Double.NaN, 3))
                    .mark(1.5, text))
            .add(
                PercentilePlot.titled(text, Unit.SECONDS)
                    .add(Series.percentiles(text, p -> 1 / (100.1 - p), 1000)))
            .add(
                Table.titled(text)
                    .columns(text, text, text)
                    .row(text, Figure.median(Unit.count(text), 1, 2, 3), new Words(text)))
            .add(Verdicts.none().add(Outcome.MET, text, text).add(Outcome.SKIPPED, text, ""))
            .add(new Note(text));
    return Page.titled(text)
        .summary(text)
        .environment(Fact.of(text, text).note(text))
        .add(section)
        .add(section)
        .add(section);
  }

  /** Every page is well-formed XML too, which proves that all elements are closed. */
  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static JsonNode data(Page page) throws Exception {
    return new ObjectMapper().readTree(text(parsed(page.html()), "//script[@id='data']"));
  }

  private static int count(Document page, String path) throws Exception {
    return XPathFactory.newInstance()
        .newXPath()
        .evaluateExpression("count(" + path + ")", page, Integer.class);
  }

  private static String text(Document page, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, page);
  }
}
