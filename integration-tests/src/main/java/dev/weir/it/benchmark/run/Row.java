package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import java.util.List;

/**
 * One row of the table.
 *
 * @param id for {@code weir.benchmark.rows} and file names
 * @param title for people
 * @param about how it is measured
 * @param things what a rate counts
 * @param variants who takes part, Weir first
 * @param bars what is expected
 */
record Row(
    String id, String title, String about, String things, List<Variant> variants, List<Bar> bars) {

  Row {
    variants = List.copyOf(variants);
    bars = List.copyOf(bars);
  }
}
