package dev.weir.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page under docs/ that is generated from a table in the code; {@code -Dweir.docs=write} writes
 * it anew.
 */
public final class GeneratedPage {
  private GeneratedPage() {}

  /** Fails if the page is not what the table says now. */
  public static void requireUpToDate(String name, String expected) throws IOException {
    Path page = Path.of("..", "docs", name);
    if ("write".equals(System.getProperty("weir.docs"))) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(page)
        .as("docs/%s; write it with ./mvnw -am -pl server-examples test -Dweir.docs=write", name)
        .exists();
    assertThat(Files.readString(page))
        .as("docs/%s; write it anew with -Dweir.docs=write", name)
        .isEqualTo(expected);
  }
}
