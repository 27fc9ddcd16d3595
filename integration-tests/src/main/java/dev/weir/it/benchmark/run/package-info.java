/**
 * Runs the table: starts servers on one processor and load on the other, one variant after the
 * other in every round, and reads what they did. Knows the rows; judges nothing.
 */
@NullMarked
package dev.weir.it.benchmark.run;

import org.jspecify.annotations.NullMarked;
