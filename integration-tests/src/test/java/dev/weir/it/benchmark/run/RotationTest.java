package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Everybody once in a round, and nobody always first. */
final class RotationTest {

  @Test
  void everyRoundBeginsWithTheNext() {
    List<String> variants = List.of("a", "b", "c");
    assertThat(Rotation.of(variants, 1)).containsExactly("a", "b", "c");
    assertThat(Rotation.of(variants, 2)).containsExactly("b", "c", "a");
    assertThat(Rotation.of(variants, 4)).containsExactly("a", "b", "c");
  }
}
