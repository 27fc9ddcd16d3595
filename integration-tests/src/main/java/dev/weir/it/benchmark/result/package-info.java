/**
 * What a benchmark found: trials, ratios of each round, whether the bars hold, whether it became
 * slower; as JSON for programs, as a page and tables for people. Runs nothing.
 */
@NullMarked
package dev.weir.it.benchmark.result;

import org.jspecify.annotations.NullMarked;
