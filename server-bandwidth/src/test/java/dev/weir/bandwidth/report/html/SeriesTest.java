package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void aDistributionGoesAsFarOutAsItsCount() {
    Series series = Series.percentiles("echo", p -> p, 10_000);
    assertThat(series.points().getLast().x()).isCloseTo(99.99, within(1e-6));
    assertThat(Series.percentiles("none", p -> p, 0).points()).isEmpty();
    assertThat(Series.percentiles("one", p -> p, 1).points()).containsExactly(new Point(0, 0));
  }

  @Test
  void aDistributionHasTheUsualPercentiles() {
    Series series = Series.percentiles("echo", p -> p, 1000);
    assertThat(series.from(50)).isEqualTo(50);
    assertThat(series.from(90)).isCloseTo(90, within(1e-6));
    assertThat(series.from(99.9)).isCloseTo(99.9, within(1e-6));
    assertThat(series.from(99.99)).isNaN();
  }

  @Test
  void thinningKeepsEveryPeakAndOrder() {
    List<Point> points =
        IntStream.range(0, 100_000)
            .mapToObj(i -> new Point(i, i == 31_337 ? 1e9 : i == 70_001 ? -1 : i % 7))
            .toList();
    List<Point> thinned = Thinned.of(points);
    assertThat(thinned).hasSizeLessThanOrEqualTo(800).isSortedAccordingTo(byX());
    assertThat(thinned).contains(new Point(31_337, 1e9), new Point(70_001, -1));
  }

  @Test
  void thinningLeavesAGapWhereNothingWasMeasured() {
    List<Point> points =
        IntStream.range(0, 4000)
            .mapToObj(i -> new Point(i, i >= 1000 && i < 2000 ? Double.NaN : 1))
            .toList();
    assertThat(Thinned.of(points)).anyMatch(point -> !point.drawable());
  }

  private static Comparator<Point> byX() {
    return Comparator.comparingDouble(Point::x);
  }
}
