package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** System properties, as Maven passes them on: empty where nobody set them. */
final class SettingsTest {

  private static Settings of(String name, String value) {
    return Settings.of(key -> Map.of("weir.benchmark." + name, value).getOrDefault(key, ""));
  }

  @Test
  void withoutAnyThereAreFiveRoundsOfASecondOfAllRows() {
    Settings settings = of("rounds", "");
    assertThat(settings.rounds()).isEqualTo(5);
    assertThat(settings.seconds()).isEqualTo(1);
    assertThat(settings.rows().matcher("anything").find()).isTrue();
    assertThat(settings.waitForQuiet()).isTrue();
    assertThat(settings.keep()).isFalse();
  }

  @Test
  void whatIsSetCounts() {
    assertThat(of("rounds", "7").rounds()).isEqualTo(7);
    assertThat(of("busy", "run").waitForQuiet()).isFalse();
    assertThat(of("keep", "true").keep()).isTrue();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> of("rounds", "0"))
        .hasMessage("weir.benchmark.rounds: 0 (expected: 1.0 to 100.0)");
    assertThatThrownBy(() -> of("busy", "perhaps"))
        .hasMessage("weir.benchmark.busy: perhaps (expected: wait or run)");
    assertThatThrownBy(() -> of("rows", "("))
        .hasMessage("weir.benchmark.rows: ( (expected: a regular expression)");
  }
}
