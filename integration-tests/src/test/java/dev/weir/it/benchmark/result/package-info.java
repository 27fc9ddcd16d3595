/** Ratios, bars, the baseline and the tables, of trials that were made up. */
@NullMarked
package dev.weir.it.benchmark.result;

import org.jspecify.annotations.NullMarked;
