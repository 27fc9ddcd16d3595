package dev.weir.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.scenario.replicas.MergedPage;
import dev.weir.it.scenario.replicas.ReplicaLogs;
import dev.weir.it.scenario.result.ResultPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness's pages in a browser; leaves pictures of them in target/harness-page. */
@NeedsChromium
class HarnessPageIT {
  private static final Path FOLDER = Path.of("target", "harness-page").toAbsolutePath();
  private static final int PAPER_WIDTH = 687;
  private static final List<String> SCREEN =
      List.of(
          "overflow",
          "cutLabels",
          "touchingLabels",
          "plots",
          "unnamed",
          "smallText",
          "faintText",
          "faintLines",
          "lookalikes");
  private static final List<String> PAPER = List.of("paper", "overflow", "plots", "cutLabels");

  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(FOLDER);
    ResultPage.of(SampleRun.result()).write(file("sample"));
    MergedPage.of(ReplicaLogs.read(logs())).write(file("merged"));
    chromium = Chromium.start();
  }

  /** Three replicas that measured and one that could not. */
  private static List<Path> logs() {
    Path folder = Path.of("src", "test", "resources", "dev", "weir", "it", "scenario", "replicas");
    return Stream.of("weir-1", "weir-2", "weir-3", "refused")
        .map(name -> folder.resolve(name + ".log"))
        .toList();
  }

  private static Path file(String page) {
    return FOLDER.resolve(page + ".html");
  }

  private static URI uri(String page) {
    return file(page).toUri();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.stop();
  }

  @ParameterizedTest
  @CsvSource({"sample, 360, 5", "sample, 1280, 5", "merged, 360, 2", "merged, 1280, 2"})
  void isReadableOnAPhoneAndOnADesk(String page, int width, int plots) throws IOException {
    Tab tab = chromium.tab().screen(width, 800).show(uri(page));
    Files.write(FOLDER.resolve(page + "-" + width + ".png"), tab.picture());
    assertThat(tab.requests()).containsExactly(uri(page).toString());
    assertThat(tab.console()).isEmpty();
    assertThat(tab.evaluate("document.querySelectorAll('figure.plot').length").asInt())
        .isEqualTo(plots);
    for (String check : SCREEN) {
      assertThat(tab.check(check)).as(check).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample", "merged"})
  void printsWithNothingCut(String page) throws IOException {
    Tab tab = chromium.tab().screen(PAPER_WIDTH, 1000).media("print", "dark").show(uri(page));
    Files.write(FOLDER.resolve(page + ".pdf"), tab.pdf());
    for (String check : PAPER) {
      assertThat(tab.check(check)).as(check).isEmpty();
    }
  }
}
