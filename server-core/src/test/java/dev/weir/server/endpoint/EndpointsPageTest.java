package dev.weir.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/endpoints.md shows is what the parser reads, and leaves no form out. */
final class EndpointsPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  private static List<String> examples() throws IOException {
    Matcher rows = ROW.matcher(Files.readString(Path.of("..", "docs", "endpoints.md")));
    return rows.results().map(row -> row.group(1)).toList();
  }

  @Test
  void showsNothingThatIsNotRead() throws IOException {
    assertThat(examples())
        .hasSizeGreaterThan(10)
        .allSatisfy(example -> assertThat(Endpoint.parse(example)).hasToString(example));
  }

  @Test
  void leavesNoFormOut() throws IOException {
    List<Endpoint> shown = examples().stream().map(Endpoint::parse).toList();
    assertThat(shown).map(Endpoint::scheme).contains(Scheme.values());
    assertThat(shown).anyMatch(Endpoint::dualStack);
    assertThat(shown).anyMatch(Endpoint::named);
    assertThat(shown).anyMatch(Endpoint::unlisted);
    assertThat(shown).anyMatch(endpoint -> !endpoint.ports().single());
    String page = Files.readString(Path.of("..", "docs", "endpoints.md"));
    assertThat(PlacementParser.names()).allSatisfy(name -> assertThat(page).contains(name));
    assertThat(shown).anyMatch(endpoint -> endpoint.placement().names().contains("netns"));
  }
}
