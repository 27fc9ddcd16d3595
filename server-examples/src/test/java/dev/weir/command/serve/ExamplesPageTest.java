package dev.weir.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of examples is kept by hand; this keeps it whole. */
class ExamplesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "examples.md");

  @Test
  void everyServiceHasItsLine() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Services.all())
        .isNotEmpty()
        .allSatisfy(service -> assertThat(page).contains("`" + service.name() + "`"));
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    assertThat(Pattern.compile("\\]\\(([^)]+)\\)").matcher(Files.readString(PAGE)).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(PAGE.resolveSibling(link.group(1))).exists());
  }
}
