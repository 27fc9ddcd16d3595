package dev.weir.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.scenario.result.ResultPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness's page in a browser; leaves pictures of it in target/harness-page. */
@NeedsChromium
class HarnessPageIT {
  private static final Path FOLDER = Path.of("target", "harness-page").toAbsolutePath();

  private static Chromium chromium;
  private static URI page;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve("sample.html");
    ResultPage.of(SampleRun.result()).write(file);
    page = file.toUri();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void isReadableOnAPhoneAndOnADesk(int width) throws IOException {
    Tab tab = chromium.tab().screen(width, 800).show(page);
    Files.write(FOLDER.resolve("screen-" + width + ".png"), tab.picture());
    assertThat(tab.requests()).containsExactly(page.toString());
    assertThat(tab.console()).isEmpty();
    assertThat(tab.evaluate("document.querySelectorAll('figure.plot').length").asInt())
        .isEqualTo(5);
    for (String check :
        new String[] {
          "overflow",
          "cutLabels",
          "touchingLabels",
          "plots",
          "unnamed",
          "smallText",
          "faintText",
          "faintLines",
          "lookalikes"
        }) {
      assertThat(tab.check(check)).as(check).isEmpty();
    }
  }
}
