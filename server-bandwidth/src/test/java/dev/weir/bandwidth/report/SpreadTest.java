package dev.weir.bandwidth.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void quantilesLieBetweenValues() {
    Spread spread = new Spread(List.of(4.0, 1.0, 3.0, 2.0));
    assertThat(spread.least()).isEqualTo(1);
    assertThat(spread.most()).isEqualTo(4);
    assertThat(spread.median()).isEqualTo(2.5);
    assertThat(spread.quantile(0.25)).isEqualTo(1.75);
    assertThat(spread.quantile(1)).isEqualTo(4);
  }

  @Test
  void oneValueIsAllOfThem() {
    assertThat(new Spread(List.of(7.0)).quantile(0.95)).isEqualTo(7);
    assertThatThrownBy(() -> new Spread(List.of())).hasMessageContaining("at least one");
  }
}
